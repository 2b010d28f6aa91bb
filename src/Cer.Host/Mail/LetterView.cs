using Cer.Messaging.Mime;
using Cer.Operations.Mail;

namespace Cer.Host.Mail;

/// <summary>A letter as it is opened.</summary>
internal sealed record LetterView(
    IReadOnlyList<LetterView.Header> Headers, string Html, string Text, IReadOnlyList<LetterView.File> Attachments)
{
    /// <param name="stored">The letter.</param>
    /// <param name="way">Who letters are from; null when this node sends none.</param>
    public static LetterView Of(StoredLetter stored, MailWay? way)
    {
        var headers = way is null
            ? [new("To", stored.Letter.To.ToString()), new("Subject", stored.Letter.Subject)]
            : new MimeLetter
            {
                From = way.From,
                ReplyTo = way.ReplyTo,
                Letter = stored.Letter,
                Date = stored.PutAt.ToDateTimeOffset(),
                MessageId = stored.MessageId,
            }.Headers;
        return new(
            [.. headers.Select(header => new Header(header.Key, header.Value))],
            stored.Letter.Html,
            stored.Letter.Text,
            [.. stored.Letter.Attachments.Select(attachment => new File(attachment.Name, attachment.Bytes.Length))]);
    }

    internal sealed record Header(string Name, string Value);

    internal sealed record File(string Name, int Bytes);
}
