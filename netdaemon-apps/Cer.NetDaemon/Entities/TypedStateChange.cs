namespace NetDaemon.HassModel.Entities;

/// <summary>A change of the state of an entity with types.</summary>
public record StateChange<TEntity, TEntityState> : StateChange
    where TEntity : Entity
    where TEntityState : EntityState
{
    public StateChange(TEntity entity, TEntityState? old, TEntityState? @new)
        : base(entity, old, @new)
    {
    }

    public override TEntity Entity => (TEntity)base.Entity;

    public override TEntityState? Old => (TEntityState?)base.Old;

    public override TEntityState? New => (TEntityState?)base.New;
}
