using System.Text.RegularExpressions;

namespace Cer.Workflows.Expressions.JavaScript;

/// <summary>A regular expression with its own place.</summary>
internal sealed class PatternValue(PatternSource source)
{
    public PatternSource Source => source;

    public double LastIndex { get; set; }

    public override string ToString() => $"/{source.Text}/{source.Flags}";

    public object? Property(string name) => name switch
    {
        "source" => source.Text,
        "flags" => source.Flags,
        "global" => source.Global,
        "sticky" => source.Sticky,
        "ignoreCase" => source.Flags.Contains('i', StringComparison.Ordinal),
        "multiline" => source.Flags.Contains('m', StringComparison.Ordinal),
        "dotAll" => source.Flags.Contains('s', StringComparison.Ordinal),
        "unicode" => source.Flags.Contains('u', StringComparison.Ordinal),
        "lastIndex" => LastIndex,
        _ => null,
    };

    /// <summary>The first match from a place on.</summary>
    public Match? Find(Evaluation e, string text, int from)
    {
        e.Work(5);
        try
        {
            var match = source.Regex.Match(text, from);
            return match.Success && !(source.Sticky && match.Index != from) ? match : null;
        }
        catch (RegexMatchTimeoutException)
        {
            throw e.Stopped($"the pattern /{source.Text}/ takes too long on this text");
        }
    }
}
