namespace Cer.Workflows.Expressions.JavaScript;

/// <summary>Number, and the methods of numbers.</summary>
internal static class NumberFunctions
{
    public static readonly BuiltIn ParseInt = new("parseInt", 2, (e, _, a) => Parse(Coerce.Text(e, a[0]), Coerce.Int32(e, a[1])));

    public static readonly BuiltIn ParseFloat = new("parseFloat", 1,
        (e, _, a) => Numbers.Decimal(Coerce.Text(e, a[0]).AsSpan().TrimStart(Texts.Blanks)));

    public static readonly BuiltIn Number = new("Number", 1, (e, _, a) => a.Count == 0 ? 0.0 : Coerce.Number(e, a[0]))
    {
        Members = new Dictionary<string, object?>
        {
            ["MAX_SAFE_INTEGER"] = 9007199254740991.0,
            ["MIN_SAFE_INTEGER"] = -9007199254740991.0,
            ["MAX_VALUE"] = double.MaxValue,
            ["MIN_VALUE"] = double.Epsilon,
            ["EPSILON"] = Math.Pow(2, -52),
            ["POSITIVE_INFINITY"] = double.PositiveInfinity,
            ["NEGATIVE_INFINITY"] = double.NegativeInfinity,
            ["NaN"] = double.NaN,
            ["parseInt"] = ParseInt,
            ["parseFloat"] = ParseFloat,
            ["isNaN"] = new BuiltIn("isNaN", 1, (_, _, a) => Is(a[0], double.IsNaN)),
            ["isFinite"] = new BuiltIn("isFinite", 1, (_, _, a) => Is(a[0], double.IsFinite)),
            ["isInteger"] = new BuiltIn("isInteger", 1, (_, _, a) => Is(a[0], double.IsInteger)),
            ["isSafeInteger"] = new BuiltIn("isSafeInteger", 1,
                (_, _, a) => Is(a[0], number => double.IsInteger(number) && Math.Abs(number) <= 9007199254740991)),
        },
    };

    public static readonly IReadOnlyDictionary<string, BuiltIn> Methods = Members.Table(
        ("toString", 1, (e, self, a) => a[0] is Undefined ? Coerce.Text(e, self)
            : Numbers.InRadix(Coerce.Plain(self!), Between(e, a[0], 2, 36, "toString() radix"))),
        ("toLocaleString", 0, (e, self, a) => Locales.Number(e, Coerce.Plain(self!), a[0], a[1])),
        ("toFixed", 1, (e, self, a) => Numbers.Fixed(Coerce.Plain(self!), Between(e, a[0], 0, 100, "toFixed() digits"))),
        ("toPrecision", 1, (e, self, a) => a[0] is Undefined ? Coerce.Text(e, self)
            : Numbers.Precision(Coerce.Plain(self!), double.IsFinite(Coerce.Plain(self!)) ? Between(e, a[0], 1, 100, "toPrecision()") : 1)),
        ("toExponential", 1, (e, self, a) => Numbers.Exponent(Coerce.Plain(self!),
            a[0] is Undefined ? null : Between(e, a[0], 0, 100, "toExponential()"))),
        ("valueOf", 0, (_, self, _) => self));

    private static bool Is(object? value, Func<double, bool> test) => Coerce.IsNumber(value) && test(Coerce.Plain(value!));

    private static int Between(Evaluation e, object? value, int least, int most, string name)
    {
        var number = Coerce.Integer(e, value);
        return number >= least && number <= most ? (int)number
            : throw e.RangeError($"{name} argument must be between {least} and {most}");
    }

    private static double Parse(string text, int radix)
    {
        var rest = text.AsSpan().TrimStart(Texts.Blanks);
        var negative = rest.Length > 0 && rest[0] == '-';
        if (rest.Length > 0 && rest[0] is '+' or '-') rest = rest[1..];
        if (radix != 0 && (radix < 2 || radix > 36)) return double.NaN;
        if (radix is 0 or 16 && rest.Length > 1 && rest[0] == '0' && rest[1] is 'x' or 'X')
        {
            rest = rest[2..];
            radix = 16;
        }
        var value = Numbers.Whole(rest, radix == 0 ? 10 : radix, strict: false);
        return negative ? -value : value;
    }
}
