namespace Cer.Workflows.Expressions.JavaScript;

/// <summary>The part of JavaScript that expressions of definitions are written in, read and evaluated without any engine.</summary>
/// <remarks>
/// A script sees what it is handed and nothing else: no CLR, no file, no network. What of ECMAScript is left out is refused
/// by a sentence that says what to write instead (see <see cref="Refusals"/>).
/// </remarks>
/// <param name="clock">The time of <c>new Date()</c> when the scope has no <c>$now</c>.</param>
public sealed class JavaScriptLanguage(TimeProvider clock) : IScriptLanguage
{
    private const int LongestText = 1_000_000;

    public string Name => "JavaScript";

    public IScript Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > LongestText)
            throw new ExpressionException($"The script has {text.Length} characters; at most {LongestText} are read.");
        var parser = new Parser(text);
        return new JavaScriptScript(text, parser.Program(), clock);
    }
}
