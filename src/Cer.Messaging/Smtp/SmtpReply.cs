using System.Globalization;

namespace Cer.Messaging.Smtp;

/// <summary>What a server answered: a code, and lines of text without control characters.</summary>
public sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    private const int LongestText = 500;

    public bool IsPositive => Code is >= 200 and < 300;

    /// <summary>Refused for now (RFC 5321 4.2.1).</summary>
    public bool IsTransient => Code is >= 400 and < 500;

    public bool IsPermanent => Code >= 500;

    /// <summary>The server says that it is about to hang up.</summary>
    public bool IsGoodbye => Code == 421;

    public string Text
    {
        get
        {
            var text = string.Join(' ', Lines.Where(line => line.Length > 0));
            return text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, LongestText), "…");
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Code} {Text}").TrimEnd();
}
