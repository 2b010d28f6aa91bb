using System.Text.Json;

namespace NetDaemon.HassModel.Entities;

/// <summary>A change of the state of an entity.</summary>
public record StateChange
{
    private readonly Lazy<Entity> _entity;
    private readonly Lazy<EntityState?> _old;
    private readonly Lazy<EntityState?> _new;

    public StateChange(Entity entity, EntityState? old, EntityState? @new)
    {
        _entity = new(entity);
        _old = new(old);
        _new = new(@new);
    }

    internal StateChange(JsonElement data, IHaContext haContext)
    {
        _entity = new(() => new Entity(haContext, data.GetProperty("entity_id").GetString()!));
        _old = new(() => data.GetProperty("old_state").Deserialize<EntityState?>());
        _new = new(() => data.GetProperty("new_state").Deserialize<EntityState?>());
    }

    public virtual Entity Entity => _entity.Value;

    public virtual EntityState? Old => _old.Value;

    public virtual EntityState? New => _new.Value;
}
