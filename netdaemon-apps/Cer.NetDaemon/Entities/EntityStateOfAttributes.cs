using System.Text.Json;

namespace NetDaemon.HassModel.Entities;

/// <summary>A state whose attributes have a type.</summary>
public record EntityState<TAttributes> : EntityState
    where TAttributes : class
{
    private readonly Lazy<TAttributes?> _attributes;

    public EntityState(EntityState source)
        : base(source) => _attributes = new(() => AttributesJson?.Deserialize<TAttributes>());

    public new virtual TAttributes? Attributes => _attributes.Value;
}
