using System.Text.RegularExpressions;

namespace Cer.Host.Viewing;

/// <summary>Blanks the codes of points in sentences: only the last four characters stay.</summary>
internal static partial class PodMask
{
    public static string Of(string text) => Code().Replace(text, "…$1");

    [GeneratedRegex("IT[0-9]{3}E[0-9A-Z]{4}([0-9A-Z]{4})[0-9A-Z]?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
