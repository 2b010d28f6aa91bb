using System.Globalization;

namespace Cer.Workflows.Expressions.CSharp;

/// <summary>Casts, and values as text.</summary>
internal static class CSharpConversions
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    private static readonly HashSet<string> Types =
        ["int", "long", "double", "decimal", "string", "bool", "object", "float", "Guid", "DateTimeOffset", "DateTime", "TimeSpan",
        "Int32", "Int64", "Double", "Decimal", "String", "Boolean", "Object"];

    public static bool IsType(string name) => Types.Contains(name);

    public static bool IsNumber(object? value) => JavaScript.Coerce.IsNumber(value);

    public static string Kind(object? value) => value switch
    {
        null => "null",
        string => "a text",
        bool => "true or false",
        DateTimeOffset or DateTime => "a date",
        TimeSpan => "a time span",
        List<object?> => "a list",
        CSharpRun.Root root => root.Name,
        _ when IsNumber(value) => $"a number ({value.GetType().Name.ToLowerInvariant()})",
        _ => "an object",
    };

    public static object? Cast(string type, object? value)
    {
        var plain = type.TrimEnd('?');
        if (value is null) return type.EndsWith('?') || plain is "string" or "String" or "object" or "Object" ? null
            : throw new ExpressionException($"Found null, expected {plain}: write ({plain}?) if that may be.");
        try
        {
            return plain switch
            {
                "object" or "Object" => value,
                "int" or "Int32" when IsNumber(value) => value is double or float or decimal
                    ? checked((int)Math.Truncate(Convert.ToDecimal(value, Invariant))) : Convert.ToInt32(value, Invariant),
                "long" or "Int64" when IsNumber(value) => value is double or float or decimal
                    ? checked((long)Math.Truncate(Convert.ToDecimal(value, Invariant))) : Convert.ToInt64(value, Invariant),
                "double" or "Double" or "float" when IsNumber(value) => Convert.ToDouble(value, Invariant),
                "decimal" or "Decimal" when IsNumber(value) => Convert.ToDecimal(value, Invariant),
                "string" or "String" when value is string => value,
                "bool" or "Boolean" when value is bool => value,
                "Guid" when value is Guid => value,
                "TimeSpan" when value is TimeSpan => value,
                "DateTimeOffset" or "DateTime" when value is DateTimeOffset => value,
                _ => throw new ExpressionException(Types.Contains(plain)
                    ? $"Found {Kind(value)}, expected {plain}."
                        : $"The type {plain} is not known here: use int, long, double, decimal, string, bool or object."),
            };
        }
        catch (OverflowException)
        {
            throw new ExpressionException($"The number does not fit into {plain}.");
        }
    }

    public static string Text(CSharpRun run, object? value, string format, int at)
    {
        run.Budget.Here = at;
        if (format.Length > 60 || (format.Length > 3 && char.IsAsciiLetter(format[0])
            && format.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0))
            throw new ExpressionException($"The format '{(format.Length > 60 ? format[..60] + "…" : format)}' asks for too much.");
        return run.Budget.Made(value switch
        {
            null => "",
            string text => text,
            bool truth => truth ? "True" : "False",
            IFormattable formattable => formattable.ToString(format.Length == 0 ? null : format, Invariant),
            _ => throw new ExpressionException($"Found {Kind(value)}, expected a value that has a text: take one of its members."),
        });
    }
}
