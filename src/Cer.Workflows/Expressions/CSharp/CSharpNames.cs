namespace Cer.Workflows.Expressions.CSharp;

/// <summary>Which members there are of what is known before the run: so that others are told of before it, too.</summary>
internal static class CSharpNames
{
    private static readonly string[] Clock = ["UtcNow", "Parse", "Now", "Today"];
    private static readonly string[] Text = ["Empty", "IsNullOrEmpty", "IsNullOrWhiteSpace", "Join", "Concat", "Format"];
    private static readonly string[] Whole = ["Parse", "MaxValue", "MinValue"];

    private static readonly Dictionary<string, string[]> Statics = new()
    {
        ["DateTimeOffset"] = Clock,
        ["DateTime"] = Clock,
        ["Math"] = ["PI", "Round", "Abs", "Floor", "Ceiling", "Max", "Min"],
        ["string"] = Text,
        ["String"] = Text,
        ["Guid"] = ["Empty", "NewGuid", "Parse"],
        ["TimeSpan"] = ["Zero", "FromDays", "FromHours", "FromMinutes", "FromSeconds", "Parse"],
        ["int"] = Whole,
        ["long"] = Whole,
        ["double"] = ["Parse"],
        ["float"] = ["Parse"],
        ["decimal"] = ["Parse"],
        ["bool"] = ["Parse"],
        ["Convert"] = ["ToInt32", "ToInt64", "ToDouble", "ToDecimal", "ToBoolean", "ToString"],
    };

    /// <summary>Types of .NET that designers try, and that are not lent.</summary>
    private static readonly HashSet<string> Others =
    [
        "byte", "sbyte", "short", "ushort", "uint", "ulong", "char", "object", "Enumerable", "List", "Dictionary", "Regex",
        "JsonSerializer", "JsonConvert", "Encoding", "StringBuilder", "Activator", "Process", "Thread", "Task", "CultureInfo",
        "DateOnly", "TimeOnly", "Directory", "HttpClient", "BitConverter", "GC", "AppDomain", "Assembly",
    ];

    private static readonly HashSet<string> OfTexts =
    [
        "ToUpper", "ToUpperInvariant", "ToLower", "ToLowerInvariant", "Trim", "TrimStart", "TrimEnd", "Contains", "StartsWith",
        "EndsWith", "IndexOf", "Replace", "Substring", "PadLeft", "PadRight", "Count", "Split", "ToString", "Equals",
    ];

    private static readonly HashSet<string> OfAny =
    [
        .. OfTexts, "Get", "Set", "ContainsKey", "First", "FirstOrDefault", "Last", "LastOrDefault", "Any", "Sum", "Average",
        "Max", "Min", "AddDays", "AddHours", "AddMinutes", "AddSeconds", "AddMonths", "AddYears", "ToUnixTimeSeconds",
        "ToUnixTimeMilliseconds", "ToUniversalTime", .. Statics.Values.SelectMany(names => names),
    ];

    public static bool IsStatic(string name) => Statics.ContainsKey(name);

    public static bool IsForeign(string name) => Others.Contains(name);

    public static string Foreign(string name) =>
        $"The type {name} is not known here: use {string.Join(", ", Statics.Keys.Where(one => char.IsUpper(one[0])))}, "
            + "or JavaScript for more.";

    /// <summary>Why a member cannot be there; null when it can, or when only the run knows what stands before it.</summary>
    /// <param name="before">The word before the dot.</param>
    /// <param name="name">The member.</param>
    /// <param name="called">Whether it is a method.</param>
    public static string? Refusal(Word before, string name, bool called)
    {
        if (before.Kind == 'n' && Statics.TryGetValue(before.Text, out var there))
        {
            if (name is "Now" or "Today" && there == Clock)
                return $"{before.Text}.{name} depends on the machine: write {before.Text}.UtcNow.";
            return there.Contains(name) ? null : $"{before.Text}.{name} is not known here: use JavaScript for more.";
        }

        if (before.Kind == 'i' || before is { Kind: 'v', Value: string })
            return (called ? OfTexts.Contains(name) : name is "Length") ? null : NoMember("a text", name, called);
        if (before is { Kind: 'v', Value: not null })
            return name is "ToString" or "Equals" && called ? null
                : NoMember(CSharpConversions.Kind(before.Value), name, called);
        return called && !OfAny.Contains(name) ? $"There is no method {name} here: use JavaScript for more." : null;
    }

    private static string NoMember(string kind, string name, bool called) =>
        called
            ? $"{kind} has no method {name} for what it is given: use JavaScript for more."
            : $"{kind} has no member {name} here: use JavaScript for more.";
}
