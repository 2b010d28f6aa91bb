namespace Cer.Workflows.Expressions.CSharp;

/// <summary>What of C# is refused, and what to write instead.</summary>
internal static class CSharpRefusals
{
    public const string Second = "Only var, assignments, if and return are known here: write more in JavaScript.";
    public const string Lambda = "Functions written with => are not known here: use JavaScript, or a filter of Liquid.";
    public const string Assignment = "Nothing can be assigned here: assign in a statement of its own, such as Variables.X = 1;.";
    public const string Tuple = "Tuples are not known here: use JavaScript and return a list.";

    public static readonly IReadOnlyDictionary<string, string> Statements = new Dictionary<string, string>
    {
        ["for"] = Loop,
        ["foreach"] = Loop,
        ["while"] = Loop,
        ["do"] = Loop,
        ["using"] = "using is not known here: write the expression alone.",
        ["try"] = Second,
        ["switch"] = Second,
        ["class"] = Second,
        ["public"] = Second,
        ["static"] = Second,
        ["void"] = Second,
        ["lock"] = Second,
        ["record"] = Second,
    };

    private const string Loop = "Loops are not known here: use JavaScript, or the ForEach activity.";

    public static readonly IReadOnlyDictionary<string, string> Words = new Dictionary<string, string>
    {
        ["new"] = "new is not known here: use JavaScript for lists and objects, DateTimeOffset.UtcNow for a time.",
        ["await"] = "await is not known here: the functions of the workflow give their value at once.",
        ["typeof"] = "typeof is not known here: types cannot be looked at.",
        ["nameof"] = "nameof is not known here: write the name as a text.",
        ["default"] = "default is not known here: write the value.",
        ["throw"] = "throw is not known here: use the Fault activity.",
        ["async"] = Lambda,
        ["delegate"] = Lambda,
        ["from"] = "Queries are not known here: use JavaScript, or a filter of Liquid.",
        ["is"] = "is is not known here: compare with ==.",
        ["as"] = "as is not known here: write a cast such as (string)x.",
        ["switch"] = "switch is not known here: write condition ? a : b.",
        ["with"] = "with is not known here: use JavaScript.",
        ["this"] = "this is not known here: use Variables.X or Input.X.",
        ["base"] = "base is not known here: use Variables.X or Input.X.",
        ["return"] = Second,
        ["System"] = "Namespaces are not known here: write DateTimeOffset.UtcNow, Math.Round and the like without them.",
        ["Environment"] = "Environment is not known here: an expression has no machine.",
        ["File"] = "File is not known here: an expression has no files.",
        ["Console"] = "Console is not known here: use the WriteLine activity.",
    };
}
