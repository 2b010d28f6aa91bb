namespace Cer.Workflows.Values;

/// <summary>The type of a value as a definition names it: an alias, <c>X[]</c>, or a .NET name that is only read as text.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Element">What a list holds; null when it is not a list, or holds anything.</param>
public sealed record DataType(ValueKind Kind, DataType? Element = null)
{
    private static readonly Dictionary<string, ValueKind> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        ["String"] = ValueKind.Text,
        ["Boolean"] = ValueKind.Flag,
        ["Bool"] = ValueKind.Flag,
        ["Int16"] = ValueKind.Int16,
        ["Byte"] = ValueKind.Int16,
        ["Int32"] = ValueKind.Int32,
        ["Int64"] = ValueKind.Int64,
        ["Single"] = ValueKind.Single,
        ["Double"] = ValueKind.Double,
        ["Decimal"] = ValueKind.Decimal,
        ["Guid"] = ValueKind.Guid,
        ["DateTime"] = ValueKind.DateTime,
        ["DateTimeOffset"] = ValueKind.DateTimeOffset,
        ["TimeSpan"] = ValueKind.TimeSpan,
        ["ByteArray"] = ValueKind.Bytes,
        ["JSON"] = ValueKind.Json,
        ["ExpandoObject"] = ValueKind.Json,
        ["JsonElement"] = ValueKind.Json,
        ["JsonNode"] = ValueKind.Json,
        ["JsonObject"] = ValueKind.Json,
        ["JsonArray"] = ValueKind.List,
        ["StringDictionary"] = ValueKind.Dictionary,
        ["ObjectDictionary"] = ValueKind.Dictionary,
        ["StringMap"] = ValueKind.Dictionary,
        ["ObjectMap"] = ValueKind.Dictionary,
    };

    private static readonly string[] Collections =
        ["ICollection", "IEnumerable", "IList", "List", "IReadOnlyList", "IReadOnlyCollection", "Collection", "HashSet"];

    public static DataType Any { get; } = new(ValueKind.Object);

    public static DataType Text { get; } = new(ValueKind.Text);

    public static DataType Flag { get; } = new(ValueKind.Flag);

    public static DataType Int32 { get; } = new(ValueKind.Int32);

    public static DataType TimeSpan { get; } = new(ValueKind.TimeSpan);

    public static DataType Dictionary { get; } = new(ValueKind.Dictionary);

    public static DataType List { get; } = new(ValueKind.List);

    public static DataType Texts { get; } = new(ValueKind.List, Text);

    /// <summary>Reads a name; what is not known acts as <see cref="ValueKind.Object"/>.</summary>
    public static DataType Parse(string? name, bool isArray = false)
    {
        var one = ParseOne(name?.Trim());
        return isArray && one.Kind != ValueKind.List ? new(ValueKind.List, one) : one;
    }

    private static DataType ParseOne(string? name)
    {
        if (string.IsNullOrEmpty(name)) return Any;
        if (name.EndsWith("[]", StringComparison.Ordinal)) return ListOf(ParseOne(name[..^2]));
        var text = WithoutAssembly(name);
        if (text == "System.Byte[]" || name == "ByteArray") return new(ValueKind.Bytes);
        var generic = text.IndexOfAny(['<', '`']);
        if (generic > 0) return ParseGeneric(text, generic);
        if (text.EndsWith("[]", StringComparison.Ordinal)) return ListOf(ParseOne(text[..^2]));
        return Aliases.TryGetValue(LastPart(text), out var kind) ? new(kind) : Any;
    }

    private static DataType ListOf(DataType element) =>
        element.Kind == ValueKind.Object ? new(ValueKind.List) : new(ValueKind.List, element);

    private static DataType ParseGeneric(string text, int generic)
    {
        var outer = LastPart(text[..generic]);
        if (outer.EndsWith("Dictionary", StringComparison.Ordinal)) return Dictionary;
        var start = text.IndexOfAny(['<', '[']);
        var inside = start < 0 ? "" : text[(start + 1)..].TrimStart('[').TrimEnd('>', ']');
        if (outer == "Nullable") return ParseOne(inside);
        return Array.IndexOf(Collections, outer) >= 0 ? ListOf(ParseOne(inside)) : Any;
    }

    /// <summary>The part before the assembly's name; a comma inside brackets belongs to the type.</summary>
    private static string WithoutAssembly(string name)
    {
        var depth = 0;
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] is '[' or '<') depth++;
            else if (name[i] is ']' or '>') depth--;
            else if (name[i] == ',' && depth == 0) return name[..i].Trim();
        }

        return name;
    }

    private static string LastPart(string name) => name[(name.LastIndexOf('.') + 1)..];
}
