using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Cer.Workflows.Expressions.Liquid;

/// <summary><c>empty</c> and <c>blank</c>, which values are compared with.</summary>
internal sealed record LiquidEmpty(bool Blank);

/// <summary>Values as Liquid sees them: texts, numbers, truth, order.</summary>
internal static class LiquidValues
{
    public static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static bool Truth(object? value) => value is not (null or false);

    public static bool IsNumber(object? value) => JavaScript.Coerce.IsNumber(value);

    public static string Text(LiquidRun run, object? value)
    {
        run.Budget.Work(1);
        switch (value)
        {
            case null or LiquidEmpty or LiquidRun.Inputs or IHostObject: return "";
            case string text: return text;
            case bool truth: return truth ? "true" : "false";
            case decimal number: return Written(number);
            case double number: return JavaScript.Numbers.Write(number);
            case DateTimeOffset date: return date.ToString("u", Invariant);
            case DateTime date: return Values.ValueConversion.Instant(date).ToString("u", Invariant);
            case TimeSpan span: return span.ToString("c", Invariant);
            case byte[] bytes: return run.Budget.Made(Convert.ToBase64String(bytes));
            case List<object?> list:
                var parts = list.ConvertAll(item => run.Budget.Made(Text(run, item)));
                return string.Concat(parts);
            case OrderedDictionary<string, object?>: return Json(run, value);
            case IFormattable formattable: return formattable.ToString(null, Invariant);
            default: return "";
        }
    }

    /// <summary>A whole number that was reckoned with decimals shows one: 3.0.</summary>
    private static string Written(decimal number) => number.ToString(
        number.Scale == 0 ? "0" : decimal.Truncate(number) == number ? "0.0" : "0.############################", Invariant);

    /// <summary>A number for computing: a text that is none counts 0.</summary>
    public static decimal Number(object? value)
    {
        switch (value)
        {
            case string text: return decimal.TryParse(text.Trim(), NumberStyles.Float, Invariant, out var read) ? read : 0;
            case double number: return double.IsFinite(number) && Math.Abs(number) < 7e28 ? (decimal)number : 0;
            default: return IsNumber(value) ? Convert.ToDecimal(value, Invariant) : 0;
        }
    }

    /// <summary>Whether computing with it stays within whole numbers.</summary>
    public static bool IsWhole(object? value) => value is int or long or short or byte or sbyte or ushort or uint or null
        || (value is double number && double.IsInteger(number))
        || (value is string text && !text.Contains('.', StringComparison.Ordinal));

    /// <summary>A result with its kind: whole stays whole.</summary>
    public static object Back(decimal value, bool whole) => whole && Math.Abs(value) < 9e18m ? (object)(long)value : value;

    public static bool Same(object? a, object? b)
    {
        if (a is LiquidEmpty left) return IsEmpty(b, left.Blank);
        if (b is LiquidEmpty right) return IsEmpty(a, right.Blank);
        if (IsNumber(a) && IsNumber(b)) return Number(a) == Number(b);
        return JavaScript.Coerce.StrictEquals(a, b);
    }

    public static bool IsEmpty(object? value, bool blank) => value switch
    {
        null or false => blank,
        string text => blank ? string.IsNullOrWhiteSpace(text) : text.Length == 0,
        List<object?> list => list.Count == 0,
        OrderedDictionary<string, object?> map => map.Count == 0,
        _ => false,
    };

    /// <summary>Null where two values have no order.</summary>
    public static int? Order(object? a, object? b) => (a, b) switch
    {
        (string x, string y) => string.CompareOrdinal(x, y),
        (DateTimeOffset x, DateTimeOffset y) => x.CompareTo(y),
        (TimeSpan x, TimeSpan y) => x.CompareTo(y),
        _ when IsNumber(a) && IsNumber(b) => Number(a).CompareTo(Number(b)),
        _ => null,
    };

    public static List<object?> Items(LiquidRun run, object? value)
    {
        var list = value switch
        {
            null => new List<object?>(),
            List<object?> items => items,
            OrderedDictionary<string, object?> map => [.. map.Select(pair => (object?)LiquidRun.Pair(pair))],
            IHostObject host => [.. host.Names.Select(name =>
                (object?)new List<object?> { name, host.TryGet(name, out var item) ? item : null })],
            string { Length: 0 } => [],
            _ => [value],
        };
        run.Budget.Work(list.Count / 8);
        if (!ReferenceEquals(list, value)) run.Budget.Spend(48L * list.Count);
        return list;
    }

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Json(LiquidRun run, object? value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Plain)) WriteJson(run, writer, value, 0);
        return run.Budget.Made(System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static void WriteJson(LiquidRun run, Utf8JsonWriter writer, object? value, int depth)
    {
        if (depth > 64) throw new ExpressionException("The value is nested deeper than 64, or holds itself.");
        run.Budget.Work(1);
        run.Budget.Spend(8);
        switch (value)
        {
            case null or LiquidEmpty: writer.WriteNullValue(); break;
            case bool truth: writer.WriteBooleanValue(truth); break;
            case List<object?> list:
                writer.WriteStartArray();
                foreach (var item in list) WriteJson(run, writer, item, depth + 1);
                writer.WriteEndArray();
                break;
            case OrderedDictionary<string, object?> map:
                writer.WriteStartObject();
                foreach (var (key, item) in map)
                {
                    writer.WritePropertyName(key);
                    WriteJson(run, writer, item, depth + 1);
                }
                writer.WriteEndObject();
                break;
            case IHostObject host:
                writer.WriteStartObject();
                foreach (var name in host.Names)
                {
                    if (!host.TryGet(name, out var item) || item is HostFunction) continue;
                    writer.WritePropertyName(name);
                    WriteJson(run, writer, item, depth + 1);
                }
                writer.WriteEndObject();
                break;
            case double number when !double.IsFinite(number): writer.WriteNullValue(); break;
            case DateTimeOffset date: writer.WriteStringValue(date.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", Invariant)); break;
            default:
                var text = Text(run, value);
                run.Budget.Spend(2L * text.Length);
                if (IsNumber(value)) writer.WriteRawValue(text.Replace("e+", "e", StringComparison.Ordinal));
                else writer.WriteStringValue(text);
                break;
        }
    }
}
