using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cer.Workflows.Expressions;

namespace Cer.Workflows.Values;

/// <summary>Turns values into the type that an input or a variable has.</summary>
public static class ValueConversion
{
    /// <exception cref="ExpressionException">The value cannot become one of that type.</exception>
    public static object? To(DataType type, object? value)
    {
        if (value is null) return null;
        if (value is string text && type.Kind is not (ValueKind.Text or ValueKind.Object or ValueKind.Json or ValueKind.List)
            && string.IsNullOrWhiteSpace(text)) return null;
        try
        {
            return Convert(type, value);
        }
        catch (Exception fault) when (fault is FormatException or OverflowException or InvalidCastException or JsonException)
        {
            throw new ExpressionException($"Found '{Short(value)}', expected a value of type {type.Kind}.");
        }
    }

    /// <summary>As a condition reads it: null and what is not true are false.</summary>
    public static bool IsTrue(object? value) => To(DataType.Flag, value) is true;

    /// <summary>A time without a zone is one of UTC.</summary>
    internal static DateTimeOffset Instant(DateTime given) =>
        new(given.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(given, DateTimeKind.Utc) : given);

    private static object? Convert(DataType type, object value)
    {
        var culture = CultureInfo.InvariantCulture;
        return type.Kind switch
        {
            ValueKind.Text => ValueText.Of(value),
            ValueKind.Flag => Flag(value),
            ValueKind.Int16 => System.Convert.ToInt16(Numeric(value), culture),
            ValueKind.Int32 => System.Convert.ToInt32(Numeric(value), culture),
            ValueKind.Int64 => System.Convert.ToInt64(Numeric(value), culture),
            ValueKind.Single => System.Convert.ToSingle(Numeric(value), culture),
            ValueKind.Double => System.Convert.ToDouble(Numeric(value), culture),
            ValueKind.Decimal => System.Convert.ToDecimal(Numeric(value), culture),
            ValueKind.Guid => value as Guid? ?? Guid.Parse(ValueText.Of(value)),
            ValueKind.TimeSpan => Span(value),
            ValueKind.DateTime => value is DateTime at ? at : Offset(value).UtcDateTime,
            ValueKind.DateTimeOffset => Offset(value),
            ValueKind.Bytes => value as byte[] ?? System.Convert.FromBase64String(ValueText.Of(value)),
            ValueKind.Json => value is string json ? FromJson(json) : value,
            ValueKind.List => List(type, value),
            ValueKind.Dictionary => value is string fields ? FromJson(fields) : value,
            _ => value,
        };
    }

    private static object Numeric(object value) => value switch
    {
        string text => Parse(text.Trim()),
        bool flag => flag ? 1 : 0,
        _ => value,
    };

    private static object Parse(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole
        : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? exact
        : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <remarks>Elsa reads a text or a list that is no truth value as false; a condition on one then takes its other branch.</remarks>
    private static bool Flag(object value) => value switch
    {
        bool flag => flag,
        string text => bool.TryParse(text.Trim(), out var flag) && flag,
        IConvertible number => System.Convert.ToDouble(number, CultureInfo.InvariantCulture) != 0,
        _ => false,
    };

    private static TimeSpan Span(object value) => value switch
    {
        TimeSpan span => span,
        string text => TimeSpan.Parse(text, CultureInfo.InvariantCulture),
        _ => TimeSpan.FromMilliseconds(System.Convert.ToDouble(value, CultureInfo.InvariantCulture)),
    };

    private static DateTimeOffset Offset(object value) => value switch
    {
        DateTimeOffset at => at,
        DateTime at => Instant(at),
        _ => DateTimeOffset.Parse(ValueText.Of(value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
    };

    private static List<object?> List(DataType type, object value)
    {
        if (value is string text) value = text.TrimStart().StartsWith('[') ? FromJson(text)! : new List<object?> { text };
        if (value is byte[] or IEnumerable<KeyValuePair<string, object?>> || value is not System.Collections.IEnumerable items)
            return new List<object?> { value };
        if (type.Element is null && items is List<object?> same) return same;
        return items.Cast<object?>().Select(item => type.Element is null ? item : To(type.Element, item)).ToList();
    }

    private static object? FromJson(string text) => ValueJson.FromPlain(JsonNode.Parse(text));

    private static string Short(object value)
    {
        var text = ValueText.Of(value);
        return text.Length <= 60 ? text : text[..57] + "...";
    }
}
