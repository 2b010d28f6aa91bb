namespace NetDaemon.HassModel.Entities;

/// <summary>What every entity has.</summary>
public interface IEntityCore
{
    IHaContext HaContext { get; }

    string EntityId { get; }
}
