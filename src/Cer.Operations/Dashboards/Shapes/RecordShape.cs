using System.Text.Json;

namespace Cer.Operations.Dashboards.Shapes;

/// <summary>An object with some of a few members and no others.</summary>
internal sealed class RecordShape((string Name, Shape Shape)[] members) : Shape
{
    private readonly Dictionary<string, Shape> _members = members.ToDictionary(member => member.Name, member => member.Shape);

    public override string Expected => "an object";

    public Shape? Member(string name) => _members.GetValueOrDefault(name);

    /// <summary>The same with further members.</summary>
    public RecordShape With(params (string Name, Shape Shape)[] more) =>
        new([.. _members.Select(member => (member.Key, member.Value)), .. more]);

    public override string? Fault(JsonElement value, string place)
    {
        if (value.ValueKind != JsonValueKind.Object) return Wrong(value, place);
        foreach (var member in value.EnumerateObject())
        {
            if (!_members.TryGetValue(member.Name, out var shape))
                return $"found the member {member.Name} at {place}, expected one of {string.Join(", ", _members.Keys)}";
            if (shape.Fault(member.Value, $"{place}.{member.Name}") is { } fault) return fault;
        }

        return null;
    }
}
