using System.Numerics;

namespace Cer.Workflows.Expressions.JavaScript;

/// <summary>Math.</summary>
internal static class MathFunctions
{
    public static readonly BuiltInObject Object = new("Math", Made());

    private static Dictionary<string, object?> Made()
    {
        var all = new Dictionary<string, object?>
        {
            ["PI"] = Math.PI,
            ["E"] = Math.E,
            ["LN2"] = 0.6931471805599453,
            ["LN10"] = 2.302585092994046,
            ["LOG2E"] = 1.4426950408889634,
            ["LOG10E"] = 0.4342944819032518,
            ["SQRT2"] = 1.4142135623730951,
            ["SQRT1_2"] = 0.7071067811865476,
        };
        Add("abs", Math.Abs);
        Add("floor", Math.Floor);
        Add("ceil", Math.Ceiling);
        Add("trunc", Math.Truncate);
        Add("round", x => Math.Abs(x) >= 4503599627370496 || double.IsNaN(x) ? x
            : Math.CopySign(Math.Floor(x) is var whole && x - whole >= 0.5 ? whole + 1 : whole, x));
        Add("sign", x => double.IsNaN(x) || x == 0 ? x : Math.Sign(x));
        Add("sqrt", Math.Sqrt);
        Add("cbrt", x => Math.Cbrt(x) is var root && Math.Round(root) is var whole && whole * whole * whole == x ? whole : root);
        Add("exp", Math.Exp);
        Add("expm1", x => Math.Abs(x) < 1e-5 ? x + x * x / 2 + x * x * x / 6 : Math.Exp(x) - 1);
        Add("log", Math.Log);
        Add("log2", Math.Log2);
        Add("log10", Math.Log10);
        Add("log1p", x => Math.Abs(x) < 1e-5 ? x - x * x / 2 + x * x * x / 3 : Math.Log(1 + x));
        Add("sin", Math.Sin);
        Add("cos", Math.Cos);
        Add("tan", Math.Tan);
        Add("asin", Math.Asin);
        Add("acos", Math.Acos);
        Add("atan", Math.Atan);
        Add("sinh", Math.Sinh);
        Add("cosh", Math.Cosh);
        Add("tanh", Math.Tanh);
        Add("asinh", Math.Asinh);
        Add("acosh", Math.Acosh);
        Add("atanh", Math.Atanh);
        Add("fround", x => (double)(float)x);
        Add("clz32", x => BitOperations.LeadingZeroCount(unchecked((uint)Coerce.Int32(x))));
        foreach (var (name, work) in Several()) all[name] = new BuiltIn(name, 2, work);
        return all;

        void Add(string name, Func<double, double> function) =>
            all[name] = new BuiltIn(name, 1, (e, _, a) => function(Coerce.Number(e, a[0])));
    }

    private static IEnumerable<(string, Work)> Several() =>
    [
        ("max", (e, _, a) => Numbers(e, a).Aggregate(double.NegativeInfinity, Math.Max)),
        ("min", (e, _, a) => Numbers(e, a).Aggregate(double.PositiveInfinity, Math.Min)),
        ("pow", (e, _, a) => Operators.Power(Coerce.Number(e, a[0]), Coerce.Number(e, a[1]))),
        ("atan2", (e, _, a) => Math.Atan2(Coerce.Number(e, a[0]), Coerce.Number(e, a[1]))),
        ("imul", (e, _, a) => (double)unchecked(Coerce.Int32(e, a[0]) * Coerce.Int32(e, a[1]))),
        ("hypot", (e, _, a) => Hypot(Numbers(e, a))),
        ("random", (_, _, _) => Random.Shared.NextDouble()),
    ];

    private static double[] Numbers(Evaluation e, Arguments arguments)
    {
        e.Work(arguments.Count / 8);
        return Array.ConvertAll(arguments.Values, value => Coerce.Number(e, value));
    }

    private static double Hypot(double[] values)
    {
        if (values.Any(double.IsInfinity)) return double.PositiveInfinity;
        var largest = values.Select(Math.Abs).Append(0).Aggregate(Math.Max);
        return largest == 0 || double.IsNaN(largest) ? largest
            : Math.Sqrt(values.Sum(value => value / largest * (value / largest))) * largest;
    }
}
