namespace Cer.Domain.Formulas;

/// <summary>A piece of a formula; its value is an exact ratio, so equal inputs give equal weights everywhere.</summary>
internal abstract record FormulaNode
{
    /// <summary>The longest number, in bits: with it every step of an evaluation is short.</summary>
    private const int LongestNumber = 1024;

    public abstract Fraction Evaluate(FormulaInputs inputs);

    /// <summary>The names that stand in it.</summary>
    public IEnumerable<string> Names() => this switch
    {
        Variable variable => [variable.Name],
        Unary unary => unary.Operand.Names(),
        Binary binary => [.. binary.Left.Names(), .. binary.Right.Names()],
        Extreme extreme => extreme.Among.SelectMany(one => one.Names()),
        Choice choice => [.. choice.Condition.Names(), .. choice.Then.Names(), .. choice.Otherwise.Names()],
        _ => [],
    };

    private static Fraction Bounded(Fraction value) =>
        value.Numerator.GetBitLength() <= LongestNumber && value.Denominator.GetBitLength() <= LongestNumber
            ? value
            : throw new FormulaException("a number of too many digits", "a formula with smaller numbers");

    internal sealed record Number(Fraction Value) : FormulaNode
    {
        public override Fraction Evaluate(FormulaInputs inputs) => Value;
    }

    internal sealed record Variable(string Name) : FormulaNode
    {
        public override Fraction Evaluate(FormulaInputs inputs) => inputs[Name];
    }

    internal sealed record Unary(bool Not, FormulaNode Operand) : FormulaNode
    {
        public override Fraction Evaluate(FormulaInputs inputs) =>
            Not ? Truth(Operand.Evaluate(inputs).Sign == 0) : Fraction.Zero - Operand.Evaluate(inputs);
    }

    internal sealed record Binary(string Sign, FormulaNode Left, FormulaNode Right) : FormulaNode
    {
        public override Fraction Evaluate(FormulaInputs inputs)
        {
            var left = Left.Evaluate(inputs);
            if (Sign == "and" && left.Sign == 0) return Fraction.Zero;
            if (Sign == "or" && left.Sign != 0) return Fraction.One;
            var right = Right.Evaluate(inputs);
            return Sign switch
            {
                "+" => Bounded(left + right),
                "-" => Bounded(left - right),
                "*" => Bounded(left * right),
                "/" => right.Sign == 0
                    ? throw new FormulaException("a division by zero", "a divisor other than zero: if(x > 0, y / x, 0) keeps it off")
                    : Bounded(left / right),
                "<" => Truth(left < right),
                ">" => Truth(left > right),
                "<=" => Truth(left <= right),
                ">=" => Truth(left >= right),
                "=" => Truth(left == right),
                "<>" => Truth(left != right),
                _ => Truth(right.Sign != 0),
            };
        }
    }

    internal sealed record Extreme(bool Largest, IReadOnlyList<FormulaNode> Among) : FormulaNode
    {
        public override Fraction Evaluate(FormulaInputs inputs)
        {
            var best = Among[0].Evaluate(inputs);
            foreach (var other in Among.Skip(1))
            {
                var value = other.Evaluate(inputs);
                if (Largest ? value > best : value < best) best = value;
            }

            return best;
        }
    }

    /// <summary>Only the branch that is taken is evaluated.</summary>
    internal sealed record Choice(FormulaNode Condition, FormulaNode Then, FormulaNode Otherwise) : FormulaNode
    {
        public override Fraction Evaluate(FormulaInputs inputs) =>
            (Condition.Evaluate(inputs).Sign != 0 ? Then : Otherwise).Evaluate(inputs);
    }

    private static Fraction Truth(bool holds) => holds ? Fraction.One : Fraction.Zero;
}
