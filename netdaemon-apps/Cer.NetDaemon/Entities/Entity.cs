using System.Reactive.Linq;

namespace NetDaemon.HassModel.Entities;

/// <summary>An entity: its state, its changes, its services.</summary>
public record Entity : IEntityCore
{
    public Entity(IHaContext haContext, string entityId)
    {
        HaContext = haContext;
        EntityId = entityId;
    }

    public Entity(IEntityCore entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        HaContext = entity.HaContext;
        EntityId = entity.EntityId;
    }

    public IHaContext HaContext { get; }

    public string EntityId { get; }

    /// <summary>The name of its area.</summary>
    public string? Area => Registration?.Area?.Name;

    public string? State => EntityState?.State;

    public Dictionary<string, object>? Attributes => EntityState?.Attributes;

    public virtual EntityState? EntityState => HaContext.GetState(EntityId);

    public EntityRegistration? Registration => HaContext.GetEntityRegistration(EntityId);

    /// <summary>Every change, also of the attributes alone.</summary>
    public virtual IObservable<StateChange> StateAllChanges() =>
        HaContext.StateAllChanges().Where(change => change.Entity.EntityId == EntityId);

    /// <summary>Changes after which the state is another one.</summary>
    public virtual IObservable<StateChange> StateChanges() => StateAllChanges().StateChangesOnly();

    public virtual void CallService(string service, object? data = null) =>
        EntityExtensions.CallService(this, service, data);
}
