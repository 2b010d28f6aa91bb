using System.Text.RegularExpressions;
using Cer.Workflows.Values;

namespace Cer.Workflows.Expressions.CSharp;

/// <summary>The few types whose members are lent: the clock, Math, text, Guid, TimeSpan.</summary>
internal static partial class CSharpStatics
{
    public static bool Known(string name) => CSharpNames.IsStatic(name);

    public static object Property(CSharpRun run, string type, string name) => (type, name) switch
    {
        ("DateTimeOffset" or "DateTime", "UtcNow") => run.Now(),
        ("DateTimeOffset" or "DateTime", "Now" or "Today") =>
            throw new ExpressionException($"{type}.{name} depends on the machine: write {type}.UtcNow."),
        ("string" or "String", "Empty") => "",
        ("Guid", "Empty") => Guid.Empty,
        ("TimeSpan", "Zero") => TimeSpan.Zero,
        ("Math", "PI") => Math.PI,
        ("int", "MaxValue") => int.MaxValue,
        ("int", "MinValue") => int.MinValue,
        ("long", "MaxValue") => long.MaxValue,
        ("long", "MinValue") => long.MinValue,
        _ => throw new ExpressionException($"{type}.{name} is not known here: use JavaScript for more."),
    };

    public static object Called(CSharpRun run, string type, string name, object?[] given)
    {
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        return (type, name, given) switch
        {
            ("Guid", "NewGuid", []) => Guid.NewGuid(),
            ("Guid", "Parse", [string text]) => Guid.TryParse(text, out var id) ? id : throw Unfit(text, "a Guid"),
            ("string" or "String", "IsNullOrEmpty", [var text]) => text is null or "",
            ("string" or "String", "IsNullOrWhiteSpace", [var text]) => text is null
                || (text is string part && string.IsNullOrWhiteSpace(part)),
            ("string" or "String", "Join", [string between, List<object?> list]) => Join(run, between, list),
            ("string" or "String", "Concat", _) => Join(run, "", [.. given]),
            ("TimeSpan", "FromDays", [var by]) => TimeSpan.FromDays(Convert.ToDouble(by, culture)),
            ("TimeSpan", "FromHours", [var by]) => TimeSpan.FromHours(Convert.ToDouble(by, culture)),
            ("TimeSpan", "FromMinutes", [var by]) => TimeSpan.FromMinutes(Convert.ToDouble(by, culture)),
            ("TimeSpan", "FromSeconds", [var by]) => TimeSpan.FromSeconds(Convert.ToDouble(by, culture)),
            ("string" or "String", "Format", [string format, .. var rest]) => Format(run, format, rest),
            ("Convert", "ToInt32", [var value]) => ValueConversion.To(DataType.Int32, value) ?? 0,
            ("Convert", "ToInt64", [var value]) => ValueConversion.To(new(ValueKind.Int64), value) ?? 0L,
            ("Convert", "ToDouble", [var value]) => ValueConversion.To(new(ValueKind.Double), value) ?? 0.0,
            ("Convert", "ToDecimal", [var value]) => ValueConversion.To(new(ValueKind.Decimal), value) ?? 0m,
            ("Convert", "ToBoolean", [var value]) => ValueConversion.IsTrue(value),
            ("Convert", "ToString", [var value]) => CSharpConversions.Text(run, value, "", run.Budget.Here),
            ("int", "Parse", [string text]) => int.TryParse(text, culture, out var number) ? number : throw Unfit(text, "an int"),
            ("long", "Parse", [string text]) => long.TryParse(text, culture, out var number) ? number : throw Unfit(text, "a long"),
            ("bool", "Parse", [string text]) => bool.TryParse(text, out var truth) ? truth : throw Unfit(text, "true or false"),
            ("DateTime" or "DateTimeOffset", "Parse", [string text]) => ValueConversion.To(new(ValueKind.DateTimeOffset), text)
                ?? throw Unfit(text, "a date"),
            ("TimeSpan", "Parse", [string text]) => ValueConversion.To(DataType.TimeSpan, text) ?? throw Unfit(text, "a time span"),
            ("double" or "float", "Parse", [string text]) => double.TryParse(text, culture, out var number)
                ? number
                : throw Unfit(text, "a double"),
            ("decimal", "Parse", [string text]) => decimal.TryParse(text, culture, out var number) ? number :
                throw Unfit(text, "a decimal"),
            ("Math", "Round", [decimal value]) => Math.Round(value),
            ("Math", "Round", [decimal value, int places]) => Math.Round(value, Places(places)),
            ("Math", "Round", [var value]) => Math.Round(Convert.ToDouble(value, culture)),
            ("Math", "Round", [var value, int places]) => Math.Round(Convert.ToDouble(value, culture), Places(places)),
            ("Math", "Abs", [int value]) => Math.Abs(value),
            ("Math", "Abs", [long value]) => Math.Abs(value),
            ("Math", "Abs", [decimal value]) => Math.Abs(value),
            ("Math", "Abs", [double value]) => Math.Abs(value),
            ("Math", "Floor", [decimal value]) => Math.Floor(value),
            ("Math", "Floor", [double value]) => Math.Floor(value),
            ("Math", "Ceiling", [decimal value]) => Math.Ceiling(value),
            ("Math", "Ceiling", [double value]) => Math.Ceiling(value),
            ("Math", "Max", [not null, not null]) => (bool)CSharpOperators.Of(run, ">", given[0], given[1])! ? given[0]! : given[1]!,
            ("Math", "Min", [not null, not null]) => (bool)CSharpOperators.Of(run, "<", given[0], given[1])! ? given[0]! : given[1]!,
            _ => throw new ExpressionException($"{type}.{name} is not known here for what it is given: use JavaScript for more."),
        };
    }

    /// <summary>The places {0}, {1:F2} of a text filled in.</summary>
    private static string Format(CSharpRun run, string format, object?[] given) => run.Budget.Made(Place().Replace(format, found =>
        int.TryParse(found.Groups[1].Value, out var number) && number < given.Length
            ? CSharpConversions.Text(run, given[number], found.Groups[2].Value, run.Budget.Here)
            : throw new ExpressionException($"Found {found.Value} in the text, expected a place from 0 to {given.Length - 1}.")));

    [GeneratedRegex(@"\{(\d+)(?::([^{}]*))?\}", RegexOptions.None, 1000)]
    private static partial Regex Place();

    private static int Places(int places) => places is >= 0 and <= 15 ? places :
        throw new ExpressionException($"Found {places} places, expected 0 to 15.");

    private static ExpressionException Unfit(string text, string expected) =>
        new($"Found '{(text.Length > 40 ? text[..40] + "…" : text)}', expected {expected}.");

    private static string Join(CSharpRun run, string between, List<object?> list)
    {
        run.Budget.Work(list.Count);
        run.Budget.Spend(2L * between.Length * list.Count);
        return run.Budget.Made(string.Join(between, list.Select(item => CSharpConversions.Text(run, item, "", run.Budget.Here))));
    }
}
