namespace NetDaemon.HassModel.Entities;

/// <summary>An entity whose attributes have a type.</summary>
public record Entity<TAttributes> : Entity<Entity<TAttributes>, EntityState<TAttributes>, TAttributes>
    where TAttributes : class
{
    public Entity(IEntityCore entity)
        : base(entity)
    {
    }

    public Entity(IHaContext haContext, string entityId)
        : base(haContext, entityId)
    {
    }
}
