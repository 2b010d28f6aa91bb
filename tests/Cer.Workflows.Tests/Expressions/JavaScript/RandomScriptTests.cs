using System.Globalization;

namespace Cer.Workflows.Tests.Expressions.JavaScript;

/// <summary>Expressions that nobody thought of, compared with Node.</summary>
public class RandomScriptTests
{
    private static readonly string[] Atoms =
    [
        "0", "1", "-1", "2.5", "0.1", "1e21", "-1e-7", "NaN", "Infinity", "''", "'a'", "'12'", "' 7 '", "'abc'", "true", "false",
            "null", "undefined",
        "[]", "[1]", "[1,2]", "['b','a']", "({})", "({a:1})", "2147483648", "-5", "3", "'é'", "123456.789",
    ];

    private static readonly string[] Signs =
    [
        "+", "-", "*", "/", "%", "==", "!=", "===", "!==", "<", ">", "<=", ">=", "&", "|", "^", "<<", ">>", ">>>", "&&", "||",
    ];

    [Fact]
    public void Two_thousand_expressions_are_worth_what_they_are_worth_to_Node()
    {
        var random = new Random(20261121);
        var scripts = Enumerable.Range(0, 2000).Select(_ => $"({Made(random, 4)})").ToArray();
        DifferentialTests.Same(scripts);
    }

    [Fact]
    public void A_thousand_numbers_are_written_as_Node_writes_them()
    {
        var random = new Random(7);
        var numbers = Enumerable.Range(0, 1000).Select(i => i % 2 == 0
            ? BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue))
            : Math.Round(random.NextDouble() * 10000, random.Next(6))).Where(double.IsFinite).Select(n =>
                n.ToString("R", CultureInfo.InvariantCulture));
        DifferentialTests.Same([.. numbers.Select(n =>
            $"[{n}, ({n}).toPrecision(7), ({n}).toExponential(3), Math.abs({n}) < 1e15 ? ({n}).toFixed(2) : 0, "
                + $"Math.abs({n}) < 1e15 ? ({n}).toString(16) : 0, Math.round({n}), ({n}) | 0]")]);
    }

    private static string Made(Random random, int depth)
    {
        string Next() => Made(random, depth - 1);
        if (depth == 0 || random.Next(5) == 0) return Atoms[random.Next(Atoms.Length)];
        return random.Next(16) switch
        {
            0 => $"(typeof {Next()})",
            1 => $"(!{Next()})",
            2 => $"(-{Next().Insert(0, " ")})",
            3 => $"({Next()} ? {Next()} : {Next()})",
            4 => $"[{Next()}, {Next()}]",
            5 => $"String({Next()})",
            6 => $"`${{{Next()}}}x`",
            7 => $"Number({Next()})",
            8 => $"String({Next()}).slice({random.Next(-3, 4)}, {random.Next(-3, 6)})",
            9 => $"[{Next()}, {Next()}, {Next()}].sort().join('|')",
            10 => $"({Next()} ?? {Next()})",
            _ => $"({Next()} {Signs[random.Next(Signs.Length)]} {Next()})",
        };
    }
}
