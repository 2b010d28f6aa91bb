using System.Globalization;
using System.Text.RegularExpressions;

namespace Cer.Operations.Mail;

/// <summary>An enhanced status code of mail (RFC 3463): class, subject and detail, such as 5.1.1.</summary>
public readonly partial record struct StatusCode(int Class, int Subject, int Detail)
{
    /// <summary>Whether it says, for good, that there is no such mailbox or domain.</summary>
    /// <remarks>
    /// RFC 3463, 3.2: X.1.1 mailbox, X.1.2 system, X.1.3 syntax, X.1.4 ambiguous, X.1.6 moved; 3.3: X.2.1 mailbox disabled;
    /// RFC 7505: X.1.10 null MX. X.1.7 and X.1.8 are about the sender; X.1.0 and X.0.0 say nothing of the kind; a full mailbox
    /// (X.2.2), routes (X.4), content (X.6) and policy (X.7) may be otherwise tomorrow.
    /// </remarks>
    public bool MeansBadAddress => (Class, Subject, Detail) is (5, 1, 1 or 2 or 3 or 4 or 6 or 10) or (5, 2, 1);

    /// <summary>The code at the beginning of a text, as a field Status has it; null without one.</summary>
    public static StatusCode? Of(string text) => Read(Beginning().Match(text));

    /// <summary>The code behind the three digits of a server's answer, as in «550 5.1.1 …» or «smtp; 550-5.1.1 …».</summary>
    public static StatusCode? OfReply(string text) => Read(Reply().Match(text));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Class}.{Subject}.{Detail}");

    private static StatusCode? Read(Match match) => match.Success ? new(Part(match, 1), Part(match, 2), Part(match, 3)) : null;

    private static int Part(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A\s*([245])\.([0-9]{1,3})\.([0-9]{1,3})(?![0-9.])", RegexOptions.CultureInvariant)]
    private static partial Regex Beginning();

    [GeneratedRegex(@"\A\s*(?:smtp\s*;\s*)?[245][0-9]{2}[ -]\s*#?([245])\.([0-9]{1,3})\.([0-9]{1,3})(?![0-9.])",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Reply();
}
