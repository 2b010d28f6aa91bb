using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cer.Workflows.Values;

/// <summary>Values to JSON and back: plain for people, marked where the type would be lost for the state of a run.</summary>
public static class ValueJson
{
    private const string Mark = "$type";
    private const string Inside = "$value";

    /// <summary>The value behind plain JSON: whole numbers are Int32 or Int64 where they fit, others Double.</summary>
    public static object? FromPlain(JsonNode? node) => node switch
    {
        null => null,
        JsonArray list => list.Select(FromPlain).ToList(),
        JsonObject fields => Fields(fields, FromPlain),
        _ => Scalar(node.AsValue()),
    };

    public static JsonNode? ToPlain(object? value) => Write(value, marked: false, 0);

    /// <summary>JSON from which <see cref="FromState"/> gives the same value of the same type.</summary>
    /// <param name="value">Any value of a run.</param>
    /// <param name="apart">Takes parts that are large: in their place stands what they are called there.</param>
    public static JsonNode? ToState(object? value, LargeValues? apart = null) => apart is null
        ? Write(value, marked: true, 0)
        : apart.Apart(value, Write(value, marked: true, 0));

    public static object? FromState(JsonNode? node, LargeValues? apart = null) => node switch
    {
        JsonArray list => list.Select(one => FromState(one, apart)).ToList(),
        JsonObject fields when IsMarked(fields, out var type) => type == LargeValues.Type
            ? (apart ?? throw new InvalidDataException("Found a large value that is kept apart, expected the place where it is."))
                .Of(fields[Inside]!.GetValue<string>())
            : Unmarked(type, fields[Inside], apart),
        JsonObject fields => Fields(fields, one => FromState(one, apart)),
        _ => FromPlain(node),
    };

    /// <summary>Whether an object says of which type what is inside it is.</summary>
    internal static bool IsMarked(JsonObject fields, out string type)
    {
        type = "";
        if (fields.Count != 2 || !fields.ContainsKey(Inside) || fields[Mark] is not JsonValue mark) return false;
        type = mark.GetValue<string>();
        return true;
    }

    private static OrderedDictionary<string, object?> Fields(JsonObject fields, Func<JsonNode?, object?> read)
    {
        var result = new OrderedDictionary<string, object?>(fields.Count);
        foreach (var (name, value) in fields) result[name] = read(value);
        return result;
    }

    private static object? Scalar(JsonValue value)
    {
        var element = value.GetValueKind();
        return element switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String => value.GetValue<string>(),
            JsonValueKind.Number => Number(value.ToJsonString()),
            _ => null,
        };
    }

    private static object Number(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var small) ? (object)small
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var large) ? (object)large
        : double.Parse(text, CultureInfo.InvariantCulture);

    private static JsonNode? Write(object? value, bool marked, int depth)
    {
        if (depth > 64) throw new InvalidOperationException("Found a value nested deeper than 64 levels, expected less.");
        return value switch
        {
            null => null,
            JsonNode node => node.DeepClone(),
            bool flag => JsonValue.Create(flag),
            string text => JsonValue.Create(text),
            int number => JsonValue.Create(number),
            short number => marked ? Marked("Int16", JsonValue.Create(number)) : JsonValue.Create(number),
            long number => marked ? Marked("Int64", JsonValue.Create(number)) : JsonValue.Create(number),
            double number => WriteDouble(number, marked),
            float number => marked ? Marked("Single", Text(number)) : WriteDouble(number, false),
            decimal number => marked ? Marked("Decimal", Text(number)) : JsonValue.Create(number),
            Guid id => marked ? Marked("Guid", Text(id)) : JsonValue.Create(id.ToString()),
            DateTimeOffset at => Time("DateTimeOffset", at.ToString("o", CultureInfo.InvariantCulture), marked),
            DateTime at => Time("DateTime", at.ToString("o", CultureInfo.InvariantCulture), marked),
            TimeSpan span => Time("TimeSpan", span.ToString("c", CultureInfo.InvariantCulture), marked),
            byte[] bytes => Time("ByteArray", Convert.ToBase64String(bytes), marked),
            IEnumerable<KeyValuePair<string, object?>> fields => WriteFields(fields, marked, depth),
            System.Collections.IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(item => Write(item, marked, depth + 1))]),
            _ => JsonValue.Create(value.ToString()),
        };
    }

    private static JsonObject WriteFields(IEnumerable<KeyValuePair<string, object?>> fields, bool marked, int depth)
    {
        var result = new JsonObject();
        foreach (var (name, field) in fields) result[name] = Write(field, marked, depth + 1);
        // An object that looks like a mark must not be read as one.
        return marked && result.Count == 2 && result.ContainsKey(Mark) && result.ContainsKey(Inside)
            ? Marked("Fields", result)
            : result;
    }

    private static JsonNode? WriteDouble(double number, bool marked)
    {
        if (marked) return Marked("Double", Text(number));
        if (!double.IsFinite(number)) return null;
        return Math.Abs(number) < 1e15 && number == Math.Floor(number) ? JsonValue.Create((long)number) : JsonValue.Create(number);
    }

    private static JsonValue Text(IFormattable value) => JsonValue.Create(value.ToString(null, CultureInfo.InvariantCulture));

    private static JsonNode Time(string type, string text, bool marked) =>
        marked ? Marked(type, JsonValue.Create(text)) : JsonValue.Create(text);

    internal static JsonObject Marked(string type, JsonNode? value) => new() { [Mark] = type, [Inside] = value };

    private static object? Unmarked(string type, JsonNode? inside, LargeValues? apart)
    {
        if (type == "Fields") return Fields((JsonObject)inside!, one => FromState(one, apart));
        var text = inside!.ToString();
        var culture = CultureInfo.InvariantCulture;
        return type switch
        {
            "Int16" => short.Parse(text, culture),
            "Int64" => long.Parse(text, culture),
            "Double" => double.Parse(text, culture),
            "Single" => float.Parse(text, culture),
            "Decimal" => decimal.Parse(text, culture),
            "Guid" => Guid.Parse(text),
            "DateTimeOffset" => DateTimeOffset.Parse(text, culture, DateTimeStyles.RoundtripKind),
            "DateTime" => DateTime.Parse(text, culture, DateTimeStyles.RoundtripKind),
            "TimeSpan" => TimeSpan.ParseExact(text, "c", culture),
            "ByteArray" => Convert.FromBase64String(text),
            _ => throw new InvalidDataException($"Found the type '{type}' in a kept value, expected one that was written here."),
        };
    }
}
