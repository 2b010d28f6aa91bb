using System.Text.Json;

namespace Cer.Operations.Dashboards.Shapes;

/// <summary>Other settings for some fields: those of a name, or of names that a pattern fits.</summary>
internal sealed class OverrideShape(RecordShape common, RecordShape custom) : Shape
{
    private const string CustomPrefix = "custom.";

    private readonly RecordShape _whole = Record(
        ("matcher", Record(("id", OneOf("byName", "byRegexp")), ("options", Text))),
        ("properties", List(new PropertyShape(common, custom))));

    public override string Expected => _whole.Expected;

    public override string? Fault(JsonElement value, string place) => _whole.Fault(value, place);

    private sealed class PropertyShape(RecordShape common, RecordShape custom) : Shape
    {
        public override string Expected => "an object with id and value";

        public override string? Fault(JsonElement value, string place)
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("id", out var named)
                || named.ValueKind != JsonValueKind.String || !value.TryGetProperty("value", out var set)) return Wrong(value, place);
            var id = named.GetString()!;
            var shape = id.StartsWith(CustomPrefix, StringComparison.Ordinal)
                ? custom.Member(id[CustomPrefix.Length..])
                : common.Member(id);
            return shape is null
                ? $"found the property {id} at {place}, expected one that fields of this panel have"
                : shape.Fault(set, $"{place}.{id}");
        }
    }
}
