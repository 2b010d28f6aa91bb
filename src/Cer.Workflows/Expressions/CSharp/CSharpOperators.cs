namespace Cer.Workflows.Expressions.CSharp;

/// <summary>What the operators do: whole numbers stay whole, and what does not fit is an error.</summary>
internal static class CSharpOperators
{
    public static bool Truth(CSharpRun run, object? value, int at)
    {
        run.Budget.Here = at;
        return value as bool? ?? throw new ExpressionException($"Found {CSharpConversions.Kind(value)}, expected true or false.");
    }

    public static object? Of(CSharpRun run, string sign, object? a, object? b)
    {
        if (a is DateTime from) a = Values.ValueConversion.Instant(from);
        if (b is DateTime to) b = Values.ValueConversion.Instant(to);
        if (sign is "==" or "!=") return Same(a, b) == (sign == "==");
        if (sign == "+" && (a is string || b is string))
        {
            var (before, after) = (CSharpConversions.Text(run, a, "", run.Budget.Here),
                CSharpConversions.Text(run, b, "", run.Budget.Here));
            run.Budget.Spend(2L * (before.Length + after.Length));
            return before + after;
        }
        if (a is bool p && b is bool q)
        {
            if (sign == "&") return p & q;
            if (sign == "|") return p | q;
            if (sign == "^") return p ^ q;
        }
        if (Times(sign, a, b, out var time)) return time;
        if (!CSharpConversions.IsNumber(a) || !CSharpConversions.IsNumber(b))
            throw new ExpressionException($"'{sign}' does not go between {CSharpConversions.Kind(a)} and {CSharpConversions.Kind(b)}.");
        return Numbers(sign, a!, b!);
    }

    private static bool Same(object? a, object? b)
    {
        if (a is null || b is null) return a is null && b is null;
        if (CSharpConversions.IsNumber(a) && CSharpConversions.IsNumber(b)) return (bool)Numbers("==", a, b);
        if (a.GetType() != b.GetType() && !(a is System.Collections.IEnumerable && b is System.Collections.IEnumerable))
            throw new ExpressionException($"'==' does not go between {CSharpConversions.Kind(a)} and {CSharpConversions.Kind(b)}.");
        return a.Equals(b);
    }

    private static bool Times(string sign, object? a, object? b, out object? value)
    {
        value = (sign, a, b) switch
        {
            ("-", DateTimeOffset x, DateTimeOffset y) => x - y,
            ("+", DateTimeOffset x, TimeSpan y) => x + y,
            ("-", DateTimeOffset x, TimeSpan y) => x - y,
            ("+", TimeSpan x, TimeSpan y) => x + y,
            ("-", TimeSpan x, TimeSpan y) => x - y,
            ("<" or ">" or "<=" or ">=", DateTimeOffset x, DateTimeOffset y) => Ordered(sign, x.CompareTo(y)),
            ("<" or ">" or "<=" or ">=", TimeSpan x, TimeSpan y) => Ordered(sign, x.CompareTo(y)),
            _ => null,
        };
        return value is not null;
    }

    private static bool Ordered(string sign, int order) =>
        sign switch { "<" => order < 0, ">" => order > 0, "<=" => order <= 0, _ => order >= 0 };

    private static object Numbers(string sign, object a, object b)
    {
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        if (a is decimal || b is decimal)
        {
            if (a is double or float || b is double or float)
                throw new ExpressionException($"'{sign}' does not go between decimal and double: write (double) or "
                    + $"(decimal) before one of them.");
            return Exact(sign, Convert.ToDecimal(a, culture), Convert.ToDecimal(b, culture));
        }
        if (a is double or float || b is double or float) return Real(sign, Convert.ToDouble(a, culture), Convert.ToDouble(b, culture));
        var wide = a is long or ulong or uint || b is long or ulong or uint;
        var whole = Whole(sign, Convert.ToInt64(a, culture), Convert.ToInt64(b, culture), wide);
        return whole is long number && !wide ? checked((int)number) : whole;
    }

    private static object Exact(string sign, decimal a, decimal b) => sign switch
    {
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        "/" => a / b,
        "%" => a % b,
        "==" => a == b,
        "<" or ">" or "<=" or ">=" => Ordered(sign, a.CompareTo(b)),
        _ => throw new ExpressionException($"'{sign}' goes between whole numbers only."),
    };

    private static object Real(string sign, double a, double b) => sign switch
    {
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        "/" => a / b,
        "%" => a % b,
        "==" => a == b,
        "<" => a < b,
        ">" => a > b,
        "<=" => a <= b,
        ">=" => a >= b,
        _ => throw new ExpressionException($"'{sign}' goes between whole numbers only."),
    };

    private static object Whole(string sign, long a, long b, bool wide) => sign switch
    {
        "+" => checked(a + b),
        "-" => checked(a - b),
        "*" => checked(a * b),
        "/" => checked(a / b),
        "%" => b == -1 ? 0L : a % b,
        "&" => a & b,
        "|" => a | b,
        "^" => a ^ b,
        "<<" => wide ? a << (int)(b & 63) : unchecked((int)a << (int)(b & 31)),
        ">>" => a >> (int)(b & (wide ? 63 : 31)),
        "==" => a == b,
        _ => Ordered(sign, a.CompareTo(b)),
    };

    public static object Signed(string sign, object? value) => (sign, value) switch
    {
        ("+", _) when CSharpConversions.IsNumber(value) => value!,
        ("-", int number) => checked(-number),
        ("-", long number) => number == 2147483648L ? (object)int.MinValue : checked(-number),
        ("-", double number) => -number,
        ("-", float number) => -(double)number,
        ("-", decimal number) => -number,
        ("-", short or byte or sbyte or ushort) => -Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture),
        ("-", TimeSpan span) => -span,
        ("~", int number) => ~number,
        ("~", long number) => ~number,
        _ => throw new ExpressionException($"'{sign}' does not go before {CSharpConversions.Kind(value)}."),
    };
}
