using System.Reactive.Linq;

namespace NetDaemon.HassModel.Entities;

/// <summary>An entity whose state and attributes have types.</summary>
public abstract record Entity<TEntity, TEntityState, TAttributes> : Entity
    where TEntity : Entity<TEntity, TEntityState, TAttributes>
    where TEntityState : EntityState<TAttributes>
    where TAttributes : class
{
    protected Entity(IEntityCore entity)
        : base(entity)
    {
    }

    protected Entity(IHaContext haContext, string entityId)
        : base(haContext, entityId)
    {
    }

    public new virtual TAttributes? Attributes => EntityState?.Attributes;

    public override TEntityState? EntityState => Entities.EntityState.Map<TEntityState>(base.EntityState);

    public override IObservable<StateChange<TEntity, TEntityState>> StateAllChanges() =>
        base.StateAllChanges().Select(change => new StateChange<TEntity, TEntityState>(
            (TEntity)this,
            Entities.EntityState.Map<TEntityState>(change.Old),
            Entities.EntityState.Map<TEntityState>(change.New)));

    public override IObservable<StateChange<TEntity, TEntityState>> StateChanges() => StateAllChanges().StateChangesOnly();
}
