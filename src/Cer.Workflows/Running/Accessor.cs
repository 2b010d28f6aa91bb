using System.Text;

namespace Cer.Workflows.Running;

/// <summary>How a name is spelled in the functions that ask for it: <c>my_var</c> in <c>getMyVar</c>.</summary>
/// <remarks>
/// Elsa spells it with Humanizer's Pascalize: blanks, lines above and below are left out, and the letter behind them is large.
/// Other spellings are understood too: that of older Humanizers, the one in which a line below stays, and letters alone.
/// </remarks>
internal static class Accessor
{
    public static bool Is(string name, string spelling) => Spellings(name).Contains(spelling, StringComparer.Ordinal);

    /// <summary>The one to write first, each once.</summary>
    public static IEnumerable<string> Spellings(string name) =>
        new[] { Pascal(name), OldPascal(name), Letters(name, "_"), Letters(name, "") }.Distinct(StringComparer.Ordinal);

    private static string Pascal(string name)
    {
        var result = new StringBuilder(name.Length);
        for (var at = 0; at < name.Length; at++)
        {
            var next = at;
            while (next < name.Length && name[next] is ' ' or '_' or '-') next++;
            if ((at == 0 || next > at) && next < name.Length && char.IsAsciiLetter(name[next]))
                result.Append(char.ToUpperInvariant(name[at = next]));
            else
                result.Append(name[at]);
        }

        return result.ToString();
    }

    private static string OldPascal(string name)
    {
        var result = new StringBuilder(name.Length);
        for (var at = 0; at < name.Length; at++)
        {
            var next = at;
            if (at > 0 && name[at] == '_') next++;
            else if (at > 0) while (next < name.Length && name[next] == ' ') next++;
            if ((at == 0 || next > at) && next < name.Length) result.Append(char.ToUpperInvariant(name[at = next]));
            else result.Append(name[at]);
        }

        return result.ToString();
    }

    private static string Letters(string name, string kept)
    {
        var result = new StringBuilder(name.Length);
        var large = true;
        foreach (var sign in name)
        {
            if (!char.IsLetterOrDigit(sign))
            {
                large |= !kept.Contains(sign, StringComparison.Ordinal);
                if (kept.Contains(sign, StringComparison.Ordinal)) result.Append(sign);
                continue;
            }

            result.Append(large ? char.ToUpperInvariant(sign) : sign);
            large = false;
        }

        return result.ToString();
    }
}
