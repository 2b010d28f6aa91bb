using System.Globalization;
using System.Numerics;

namespace Cer.Domain.Formulas;

/// <summary>A community's own key: an expression that gives each member a weight, of numbers, names, + - * / and a few functions.</summary>
/// <remarks>
/// No loops and no texts; length, depth and size of numbers are bounded, so an evaluation ends soon. Weights are rounded half
/// away from zero to a millionth, as an exported file holds them.
/// </remarks>
public sealed record WeightFormula
{
    public const int Longest = 1000;

    /// <summary>The largest weight, in millionths: twelve digits before the point, as files hold them.</summary>
    public const long LargestMicro = 999_999_999_999_999_999;

    private readonly FormulaNode _root;

    private WeightFormula(string text, FormulaNode root) => (Text, _root) = (text, root);

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>The names it asks for, in the order of the list.</summary>
    public IReadOnlyList<string> Variables =>
        [.. FormulaInputs.Names.Where(_root.Names().ToHashSet(StringComparer.Ordinal).Contains)];

    /// <exception cref="FormulaException">It is no formula.</exception>
    public static WeightFormula Parse(string text) => text.Length <= Longest
        ? new(text, FormulaParser.Parse(text))
        : throw new FormulaException(
            string.Create(CultureInfo.InvariantCulture, $"{text.Length} characters"),
            string.Create(CultureInfo.InvariantCulture, $"at most {Longest}"));

    /// <summary>The weight, in millionths.</summary>
    /// <exception cref="FormulaException">It divides by zero, or gives no weight.</exception>
    public BigInteger MicroWeight(FormulaInputs inputs) => Micro(_root.Evaluate(inputs));

    /// <summary>A weight in millionths, rounded half away from zero.</summary>
    /// <exception cref="FormulaException">It is below zero, or too large.</exception>
    public static BigInteger Micro(Fraction weight)
    {
        var micro = (weight * new Fraction(Energy.Micro)).RoundHalfAway();
        if (weight.Sign < 0) throw new FormulaException(Shown(weight), "a weight not below zero");
        return micro <= LargestMicro
            ? micro
            : throw new FormulaException("a weight of more than twelve digits", "one below 1000000000000");
    }

    /// <summary>A weight in millionths as people write it.</summary>
    public static decimal Shown(BigInteger micro) => (decimal)micro / Energy.Micro;

    private static string Shown(Fraction weight)
    {
        if (BigInteger.Abs(weight.Numerator) / weight.Denominator > LargestMicro) return "a weight far below zero";
        var micro = (weight * new Fraction(Energy.Micro)).RoundHalfAway();
        return micro.IsZero
            ? "a weight just below zero"
            : $"the weight {((decimal)micro / Energy.Micro).ToString("0.######", CultureInfo.InvariantCulture)}";
    }
}
