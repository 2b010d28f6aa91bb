using Cer.Operations.Mail;

namespace Cer.Messaging.Mime;

/// <summary>What a message is made of.</summary>
public sealed record MimeLetter
{
    /// <summary>What a mail program posts to the link (RFC 8058, 3.2).</summary>
    public const string OneClick = "List-Unsubscribe=One-Click";

    private const int LongestLink = 900;

    public required Sender From { get; init; }

    public Sender? ReplyTo { get; init; }

    public required Letter Letter { get; init; }

    public required DateTimeOffset Date { get; init; }

    /// <summary>The part before the at sign; the domain is the sender's.</summary>
    public required string MessageId { get; init; }

    /// <summary>The headers that a reader sees, in order, before they are encoded.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers
    {
        get
        {
            List<KeyValuePair<string, string>> headers =
            [
                new("Date", MimeDate.Of(Date)),
                new("From", Mailbox(From)),
                new("To", Letter.To.ToString()),
                new("Subject", Letter.Subject),
                new("Message-ID", $"<{MessageId}@{From.Address.Domain}>"),
            ];
            if (ReplyTo is not null) headers.Insert(2, new("Reply-To", Mailbox(ReplyTo)));
            headers.AddRange(Unsubscribing);
            return headers;
        }
    }

    /// <summary>How a reader's own program has no more of them (RFC 2369, and RFC 8058 by one click, which takes https).</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Unsubscribing =>
        Letter.Unsubscribe is not { } link || link.AbsoluteUri.Length > LongestLink ? []
        : link.Scheme != Uri.UriSchemeHttps ? [new("List-Unsubscribe", $"<{link.AbsoluteUri}>")]
        : [
            new("List-Unsubscribe", $"<{link.AbsoluteUri}>"),
            new("List-Unsubscribe-Post", OneClick),
        ];

    private static string Mailbox(Sender sender) =>
        sender.Name is null ? $"{sender.Address}" : $"{sender.Name} <{sender.Address}>";
}
