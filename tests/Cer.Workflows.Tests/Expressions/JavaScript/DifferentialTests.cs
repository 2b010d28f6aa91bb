namespace Cer.Workflows.Tests.Expressions.JavaScript;

/// <summary>Node says what a script is worth; ours must say the same.</summary>
public class DifferentialTests
{
    public static TheoryData<string> Subjects => new("numbers", "coercion", "syntax", "asi", "lists", "texts", "dates");

    [Theory, MemberData(nameof(Subjects))]
    public void A_script_is_worth_what_it_is_worth_to_Node(string subject)
    {
        var scripts = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Expressions", "JavaScript", "scripts", $"{subject}.txt"))
            .Where(line => line.Length > 0).Select(line => subject == "asi" ? line.Replace("\\n", "\n", StringComparison.Ordinal)
                : line).ToArray();
        Same(scripts);
    }

    internal static void Same(string[] scripts)
    {
        // Node has no return outside a function, and reads strictly only when told to.
        var asked = Array.ConvertAll(scripts, script => script.StartsWith("return", StringComparison.Ordinal)
            || script.StartsWith("var a = 1; return", StringComparison.Ordinal)
            ? $"(function () {{ 'use strict'; {script}\n }})()" : $"'use strict'; undefined; {script}");
        var expected = Node.Run(asked);
        Assert.Equal(scripts.Length, expected.Length);
        var wrong = new List<string>();
        for (var i = 0; i < scripts.Length; i++)
        {
            var found = Ours.Run(scripts[i]);
            var same = expected[i] == found
                || (expected[i].StartsWith("error SyntaxError", StringComparison.Ordinal)
                    && found.StartsWith("error", StringComparison.Ordinal));
            if (!same && !Differences.Known(scripts[i])) wrong.Add($"{scripts[i]}\n    Node: {expected[i]}\n    ours: {found}");
        }
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {scripts.Length} differ:\n{string.Join('\n', wrong)}");
    }
}

/// <summary>Scripts that Node runs and we refuse, or read differently, on purpose.</summary>
internal static class Differences
{
    private static readonly string[] Refused =
    [
        "get value2()", "label:", "1n", "new.target", "Symbol", "new String", "async => async", "'use strict'; 3", "{ a: 1, b: 2 }",
            "toSorted",
        "`join``", "join``",
    ];

    public static bool Known(string script) => Array.Exists(Refused, part => script.Contains(part, StringComparison.Ordinal));
}
