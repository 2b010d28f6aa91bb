using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Cer.Operations.Mail;

/// <summary>An address of electronic mail that can be written into an envelope and a header as it stands.</summary>
/// <remarks>
/// RFC 5321 4.1.2 and RFC 6531 3.3, without quoted local parts, comments and address literals: nobody in a register of
/// members has one, and they are where injections hide. The domain is held in its ASCII form.
/// </remarks>
public sealed record EmailAddress : IParsable<EmailAddress>
{
    public const string Form = "an address such as nome@dominio.it";

    private const int LongestLocal = 64;
    private const int LongestDomain = 253;

    private static readonly SearchValues<char> Atom = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~.");

    private static readonly SearchValues<char> Label =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private EmailAddress(string local, string domain) => (Local, Domain) = (local, domain);

    public string Local { get; }

    public string Domain { get; }

    /// <summary>Whether a server must know SMTPUTF8 to take it.</summary>
    public bool NeedsUtf8 => !Ascii.IsValid(Local);

    /// <summary>For lists and logs: the first character and the domain.</summary>
    public string Masked =>
        $"{StringInfo.GetNextTextElement(Local)}***@{Domain}";

    public static EmailAddress Parse(string s, IFormatProvider? provider = null) => TryParse(s, provider, out var address)
        ? address
        : throw new FormatException($"Found {s.Length} characters that are no address, expected {Form}.");

    public static bool TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out EmailAddress result)
    {
        result = null;
        var text = s?.Trim() ?? "";
        var at = text.LastIndexOf('@');
        if (at < 1 || !IsLocal(text[..at]) || DomainOf(text[(at + 1)..]) is not { } domain) return false;
        result = new(text[..at], domain);
        return true;
    }

    public override string ToString() => $"{Local}@{Domain}";

    private static bool IsLocal(string local)
    {
        if (local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal)) return false;
        var bytes = 0;
        for (var rest = local.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var length) != OperationStatus.Done) return false;
            var fits = rune.IsAscii ? Atom.Contains((char)rune.Value) : Rune.IsLetterOrDigit(rune) || IsMark(rune);
            if (!fits) return false;
            bytes += rune.Utf8SequenceLength;
            rest = rest[length..];
        }

        return bytes <= LongestLocal;
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static string? DomainOf(string domain)
    {
        try
        {
            var ascii = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(domain).ToLowerInvariant();
            return ascii.Length <= LongestDomain && ascii.Split('.').All(IsLabel) ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsLabel(string label) => label.Length is > 0 and <= 63
        && label[0] != '-' && label[^1] != '-' && !label.AsSpan().ContainsAnyExcept(Label);
}
