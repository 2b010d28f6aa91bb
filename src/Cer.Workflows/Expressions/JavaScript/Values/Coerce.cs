using System.Globalization;

namespace Cer.Workflows.Expressions.JavaScript;

/// <summary>ECMAScript's conversions between the kinds of values.</summary>
internal static partial class Coerce
{
    public static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static bool IsNumber(object? value) => value is double or int or long or decimal or float or short or byte
        or uint or ulong or ushort or sbyte;

    /// <summary>A number of any width as JavaScript's own.</summary>
    public static double Plain(object value) => value is double number ? number : Convert.ToDouble(value, Invariant);

    public static bool IsNullish(object? value) => value is null or Undefined;

    public static bool IsObject(object? value) => !(value is null or Undefined or string or bool || IsNumber(value));

    public static string TypeOf(object? value) => value switch
    {
        Undefined => "undefined",
        string => "string",
        bool => "boolean",
        Callable or HostFunction => "function",
        _ when IsNumber(value) => "number",
        _ => "object",
    };

    public static bool Truth(object? value) => value switch
    {
        bool truth => truth,
        null or Undefined => false,
        string text => text.Length > 0,
        double number => number != 0 && !double.IsNaN(number),
        _ when IsNumber(value) => Plain(value) is var number && number != 0 && !double.IsNaN(number),
        _ => true,
    };

    public static double Number(Evaluation evaluation, object? value)
    {
        switch (value)
        {
            case double number: return number;
            case int number: return number;
            case null: return 0;
            case Undefined: return double.NaN;
            case bool truth: return truth ? 1 : 0;
            case string text: return Numbers.Read(text);
        }
        if (IsNumber(value)) return Plain(value);
        return Number(evaluation, Primitive(evaluation, value, "number"));
    }

    /// <summary>ToIntegerOrInfinity.</summary>
    public static double Integer(Evaluation evaluation, object? value)
    {
        var number = Number(evaluation, value);
        return double.IsNaN(number) ? 0 : Math.Truncate(number) + 0.0;
    }

    public static int Int32(Evaluation evaluation, object? value) => Int32(Number(evaluation, value));

    public static int Int32(double number)
    {
        if (!double.IsFinite(number)) return 0;
        if (Math.Abs(number) < int.MaxValue) return (int)number;
        var rest = Math.IEEERemainder(Math.Truncate(number), 4294967296.0);
        return unchecked((int)(long)rest);
    }

    public static string Text(Evaluation evaluation, object? value) => value switch
    {
        string text => text,
        null => "null",
        Undefined => "undefined",
        bool truth => truth ? "true" : "false",
        double number => Numbers.Write(number),
        _ when IsNumber(value) => NumberText(value),
        _ => Text(evaluation, Primitive(evaluation, value, "string")),
    };

    /// <summary>A number of the run that was not computed with prints as exactly as the run holds it.</summary>
    private static string NumberText(object value) => value switch
    {
        float number => Numbers.Write(double.Parse(number.ToString("R", Invariant), Invariant)),
        decimal number => number.ToString("0.############################", Invariant),
        _ => ((IFormattable)value).ToString(null, Invariant),
    };

    public static object? Primitive(Evaluation evaluation, object? value, string hint)
    {
        if (!IsObject(value)) return value;
        evaluation.Work(1);
        switch (value)
        {
            case List<object?> list: return ArrayText.Join(evaluation, list, ",");
            case OrderedDictionary<string, object?> map: return OfMap(evaluation, map, hint);
            case DateValue date: return hint == "number" ? date.Time : DateText.Full(evaluation, date.Time);
            case DateTimeOffset or DateTime:
                var time = DateMethods.TimeOf(value)!.Value;
                return hint == "number" ? time : DateText.Full(evaluation, time);
            case ErrorValue error: return error.Describe(part => Text(evaluation, part));
            case PatternValue pattern: return pattern.ToString();
            case Closure closure: return evaluation.Source(closure.Node.At, closure.Node.End);
            case Callable or HostFunction: return "function () { [native code] }";
            case MapValue: return "[object Map]";
            case SetValue: return "[object Set]";
            case BuiltInObject known: return $"[object {known.Name}]";
            case TimeSpan span: return span.ToString("c", Invariant);
            case byte[] bytes: return evaluation.Made(Convert.ToBase64String(bytes));
            case IHostObject or IteratorValue: return "[object Object]";
            case IFormattable formattable: return formattable.ToString(null, Invariant);
            default: return "[object Object]";
        }
    }

    private static object? OfMap(Evaluation evaluation, OrderedDictionary<string, object?> map, string hint)
    {
        string[] order = hint == "string" ? ["toString", "valueOf"] : ["valueOf", "toString"];
        foreach (var name in order)
        {
            if (map.TryGetValue(name, out var function) && function is Callable)
            {
                var value = evaluation.Call(function, map, [], evaluation.Here);
                if (!IsObject(value)) return value;
            }
            else if (name == "toString" && function is null) return "[object Object]";
        }
        throw evaluation.TypeError("Cannot convert object to primitive value");
    }

    public static bool StrictEquals(object? a, object? b)
    {
        if (ReferenceEquals(a, b)) return a is not double number || !double.IsNaN(number);
        if (a is null || b is null) return false;
        if (a is string x && b is string y) return string.Equals(x, y, StringComparison.Ordinal);
        if (a is bool p && b is bool q) return p == q;
        if (IsNumber(a) && IsNumber(b)) return a is decimal c && b is decimal d ? c == d : Plain(a) == Plain(b);
        return a is Guid or DateTimeOffset or DateTime or TimeSpan && a.Equals(b);
    }

    public static bool LooseEquals(Evaluation evaluation, object? a, object? b)
    {
        if (IsNullish(a) || IsNullish(b)) return IsNullish(a) && IsNullish(b);
        var (objectA, objectB) = (IsObject(a), IsObject(b));
        if (objectA && objectB) return StrictEquals(a, b);
        if (objectA) return LooseEquals(evaluation, Primitive(evaluation, a, Hint(a)), b);
        if (objectB) return LooseEquals(evaluation, a, Primitive(evaluation, b, Hint(b)));
        if (a is string && b is string) return StrictEquals(a, b);
        if (a is bool && b is bool) return StrictEquals(a, b);
        return Number(evaluation, a) == Number(evaluation, b);
    }

    /// <summary>A date prefers its text, everything else its number.</summary>
    public static string Hint(object? value) => value is DateValue or DateTimeOffset or DateTime ? "string" : "default";
}
