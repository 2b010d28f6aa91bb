namespace Cer.Workflows.Expressions.JavaScript;

internal delegate object? Operation(Evaluation e, object? left, object? right);

/// <summary>What the operators between two values do.</summary>
internal static class Operators
{
    public static readonly IReadOnlyDictionary<string, Operation> Of = new Dictionary<string, Operation>
    {
        ["+"] = (e, a, b) => Flat(e, Plus(e, a, b)),
        ["-"] = (e, a, b) => Coerce.Number(e, a) - Coerce.Number(e, b),
        ["*"] = (e, a, b) => Coerce.Number(e, a) * Coerce.Number(e, b),
        ["/"] = (e, a, b) => Coerce.Number(e, a) / Coerce.Number(e, b),
        ["%"] = (e, a, b) => Coerce.Number(e, a) % Coerce.Number(e, b),
        ["**"] = (e, a, b) => Power(Coerce.Number(e, a), Coerce.Number(e, b)),
        ["<<"] = (e, a, b) => (double)unchecked(Coerce.Int32(e, a) << (Coerce.Int32(e, b) & 31)),
        [">>"] = (e, a, b) => (double)(Coerce.Int32(e, a) >> (Coerce.Int32(e, b) & 31)),
        [">>>"] = (e, a, b) => (double)(unchecked((uint)Coerce.Int32(e, a)) >> (Coerce.Int32(e, b) & 31)),
        ["&"] = (e, a, b) => (double)(Coerce.Int32(e, a) & Coerce.Int32(e, b)),
        ["|"] = (e, a, b) => (double)(Coerce.Int32(e, a) | Coerce.Int32(e, b)),
        ["^"] = (e, a, b) => (double)(Coerce.Int32(e, a) ^ Coerce.Int32(e, b)),
        ["=="] = (e, a, b) => Coerce.LooseEquals(e, a, b),
        ["!="] = (e, a, b) => !Coerce.LooseEquals(e, a, b),
        ["==="] = (_, a, b) => Coerce.StrictEquals(a, b),
        ["!=="] = (_, a, b) => !Coerce.StrictEquals(a, b),
        ["<"] = (e, a, b) => Compare(e, a, b, (x, y) => x < y, order => order < 0),
        [">"] = (e, a, b) => Compare(e, a, b, (x, y) => x > y, order => order > 0),
        ["<="] = (e, a, b) => Compare(e, a, b, (x, y) => x <= y, order => order <= 0),
        [">="] = (e, a, b) => Compare(e, a, b, (x, y) => x >= y, order => order >= 0),
        ["in"] = (e, a, b) => e.HasProperty(b, a),
        ["instanceof"] = (e, a, b) => b is BuiltIn { Made: { } made } ? made(a)
            : b is Callable ? false : throw e.TypeError("Right-hand side of 'instanceof' is not callable"),
    };

    public static object? Flat(Evaluation e, object? value) => value is GrowingText growing ? growing.Flat(e) : value;

    /// <summary>A sum of numbers, or texts one after the other; a long text may come out growing.</summary>
    public static object? Plus(Evaluation e, object? left, object? right)
    {
        if (left is double a && right is double b) return a + b;
        if (left is not GrowingText) left = Coerce.Primitive(e, left, Coerce.Hint(left));
        if (right is GrowingText growing) right = growing.Flat(e);
        right = Coerce.Primitive(e, right, Coerce.Hint(right));
        if (left is not (string or GrowingText) && right is not string) return Coerce.Number(e, left) + Coerce.Number(e, right);
        var after = Coerce.Text(e, right);
        if (left is GrowingText) return GrowingText.Join(e, left, after);
        var before = Coerce.Text(e, left);
        if (before.Length > 200) return GrowingText.Join(e, before, after);
        e.Spend(2L * (before.Length + (long)after.Length) + 24);
        return before + after;
    }

    public static double Power(double x, double y)
    {
        if (double.IsNaN(y) || (Math.Abs(x) == 1 && double.IsInfinity(y))) return double.NaN;
        return Math.Pow(x, y);
    }

    private static bool Compare(Evaluation e, object? left, object? right, Func<double, double, bool> numbers, Func<int, bool> texts)
    {
        if (left is double x && right is double y) return numbers(x, y);
        left = Coerce.Primitive(e, left, "number");
        right = Coerce.Primitive(e, right, "number");
        if (left is string a && right is string b) return texts(string.CompareOrdinal(a, b));
        return numbers(Coerce.Number(e, left), Coerce.Number(e, right));
    }
}

internal sealed class Binary(int at, Node left, Node right, Operation operation) : Node(at)
{
    public override object? Evaluate(Evaluation e, Frame frame)
    {
        e.Step(At);
        var a = left.Evaluate(e, frame);
        var b = right.Evaluate(e, frame);
        e.Here = At;
        return operation(e, a, b);
    }
}

internal sealed class Add(int at, Node left, Node right) : Node(at)
{
    public override object? Evaluate(Evaluation e, Frame frame) => Operators.Flat(e, EvaluateGrowing(e, frame));

    public override object? EvaluateGrowing(Evaluation e, Frame frame)
    {
        e.Step(At);
        var a = left.EvaluateGrowing(e, frame);
        var b = right.Evaluate(e, frame);
        e.Here = At;
        return Operators.Plus(e, a, b);
    }
}

internal sealed class Logical(int at, string sign, Node left, Node right) : Node(at)
{
    public string Sign => sign;

    public override object? Evaluate(Evaluation e, Frame frame)
    {
        e.Step(At);
        var value = left.Evaluate(e, frame);
        return Decided(sign, value) ? value : right.Evaluate(e, frame);
    }

    /// <summary>Whether the left side says it all.</summary>
    public static bool Decided(string sign, object? value) => sign switch
    {
        "&&" => !Coerce.Truth(value),
        "||" => Coerce.Truth(value),
        _ => !Coerce.IsNullish(value),
    };
}

internal sealed class Conditional(int at, Node condition, Node then, Node otherwise) : Node(at)
{
    public override object? Evaluate(Evaluation e, Frame frame)
    {
        e.Step(At);
        return Coerce.Truth(condition.Evaluate(e, frame)) ? then.Evaluate(e, frame) : otherwise.Evaluate(e, frame);
    }
}

internal sealed class Unary(int at, string sign, Node operand) : Node(at)
{
    public override object? Evaluate(Evaluation e, Frame frame)
    {
        e.Step(At);
        var value = sign == "typeof" && operand is Identifier name ? name.EvaluateOrUndefined(e, frame) : operand.Evaluate(e, frame);
        e.Here = At;
        return sign switch
        {
            "!" => !Coerce.Truth(value),
            "-" => -Coerce.Number(e, value),
            "+" => Coerce.Number(e, value),
            "~" => (double)~Coerce.Int32(e, value),
            "typeof" => Coerce.TypeOf(value),
            _ => Undefined.Value,
        };
    }
}
