using Cer.Operations.Mail;

namespace Cer.Messaging.Mime;

/// <summary>What a message is made of.</summary>
public sealed record MimeLetter
{
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
            return headers;
        }
    }

    private static string Mailbox(Sender sender) =>
        sender.Name is null ? $"{sender.Address}" : $"{sender.Name} <{sender.Address}>";
}
