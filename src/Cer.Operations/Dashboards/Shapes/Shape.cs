using System.Text.Json;

namespace Cer.Operations.Dashboards.Shapes;

/// <summary>What a value of a file may be: the closed subset that is drawn here, as data.</summary>
internal abstract class Shape
{
    public static readonly Shape Flag = new Plain("true or false", value => value.ValueKind is JsonValueKind.True or JsonValueKind.False);
    public static readonly Shape Number = new Plain("a number", value => value.ValueKind == JsonValueKind.Number);
    public static readonly Shape Text = new Plain("a text", value => value.ValueKind == JsonValueKind.String);
    public static readonly Shape Null = new Plain("null", value => value.ValueKind == JsonValueKind.Null);

    /// <summary>One of a few words.</summary>
    public static Shape OneOf(params string[] words) => new Plain(
        $"one of {string.Join(", ", words)}", value => value.ValueKind == JsonValueKind.String && words.Contains(value.GetString()));

    public static Shape List(Shape of) => new ListShape(of);

    /// <summary>An object with some of these members and no others.</summary>
    public static RecordShape Record(params (string Name, Shape Shape)[] members) => new(members);

    /// <summary>An object whose members are named freely.</summary>
    public static Shape Map(Shape of) => new MapShape(of);

    public static Shape Either(params Shape[] shapes) => new EitherShape(shapes);

    /// <summary>What was expected in its place.</summary>
    public abstract string Expected { get; }

    /// <summary>What is wrong, <c>found … at …, expected …</c>; null when nothing is.</summary>
    public abstract string? Fault(JsonElement value, string place);

    protected string Wrong(JsonElement value, string place) => $"found {Shown(value)} at {place}, expected {Expected}";

    internal static string Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        _ => value.GetRawText() is { Length: > 40 } text ? $"{text[..40]}…" : value.GetRawText(),
    };

    private sealed class Plain(string expected, Func<JsonElement, bool> fits) : Shape
    {
        public override string Expected => expected;

        public override string? Fault(JsonElement value, string place) => fits(value) ? null : Wrong(value, place);
    }

    private sealed class ListShape(Shape of) : Shape
    {
        public override string Expected => "a list";

        public override string? Fault(JsonElement value, string place) => value.ValueKind != JsonValueKind.Array
            ? Wrong(value, place)
            : value.EnumerateArray().Select((item, at) => of.Fault(item, $"{place}[{at}]")).FirstOrDefault(fault => fault is not null);
    }

    private sealed class MapShape(Shape of) : Shape
    {
        public override string Expected => "an object";

        public override string? Fault(JsonElement value, string place) => value.ValueKind != JsonValueKind.Object
            ? Wrong(value, place)
            : value.EnumerateObject().Select(one => of.Fault(one.Value, $"{place}.{one.Name}")).FirstOrDefault(fault => fault is not null);
    }

    private sealed class EitherShape(Shape[] shapes) : Shape
    {
        public override string Expected => string.Join(" or ", shapes.Select(shape => shape.Expected));

        public override string? Fault(JsonElement value, string place)
        {
            string? deepest = null;
            foreach (var shape in shapes)
            {
                if (shape.Fault(value, place) is not { } fault) return null;
                // An object that has a fault within says more than that it is no text.
                if (shape is RecordShape or ListShape && value.ValueKind is JsonValueKind.Object or JsonValueKind.Array) deepest = fault;
            }

            return deepest ?? Wrong(value, place);
        }
    }
}
