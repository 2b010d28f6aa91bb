namespace NetDaemon.HassModel.Entities;

/// <summary>What the registry knows of an entity.</summary>
public record EntityRegistration
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    /// <summary>Its own area, or that of its device.</summary>
    public Area? Area { get; init; }

    public Device? Device { get; init; }
}
