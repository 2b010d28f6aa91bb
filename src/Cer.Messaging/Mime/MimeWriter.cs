using System.Security.Cryptography;
using System.Text;
using Cer.Operations.Mail;

namespace Cer.Messaging.Mime;

/// <summary>Writes a message: text and page as alternatives, and behind them what is attached.</summary>
/// <remarks>
/// Of the same letter the same bytes come out. All is ASCII but an address that is not, so any server can take it; a
/// boundary holds "=_", which neither quoted-printable nor base64 can.
/// </remarks>
public static class MimeWriter
{
    private const int Base64Line = 76;

    public static byte[] Write(MimeLetter message)
    {
        var output = new StringBuilder();
        output.Append("Date: ").Append(MimeDate.Of(message.Date)).Append("\r\n");
        output.Append(HeaderText.Mailbox("From", message.From.Name, message.From.Address.ToString()));
        if (message.ReplyTo is { } reply) output.Append(HeaderText.Mailbox("Reply-To", reply.Name, reply.Address.ToString()));
        output.Append("To: ").Append(message.Letter.To).Append("\r\n");
        output.Append(HeaderText.Line("Subject", message.Letter.Subject));
        output.Append("Message-ID: <").Append(message.MessageId).Append('@').Append(message.From.Address.Domain).Append(">\r\n");
        output.Append("MIME-Version: 1.0\r\n");
        // Nobody's holiday notice answers it (RFC 3834).
        output.Append("Auto-Submitted: auto-generated\r\n");
        // Unfolded: programs look for the address on one line, and it has no space to fold at.
        foreach (var (name, value) in message.Unsubscribing) output.Append(name).Append(": ").Append(value).Append("\r\n");

        var letter = message.Letter;
        if (letter.Attachments.Count == 0)
        {
            Alternatives(output, letter, Boundary(message, "alternative"));
            return Encoding.UTF8.GetBytes(output.ToString());
        }

        var mixed = Boundary(message, "mixed");
        output.Append("Content-Type: multipart/mixed;\r\n boundary=\"").Append(mixed).Append("\"\r\n\r\n");
        output.Append("--").Append(mixed).Append("\r\n");
        Alternatives(output, letter, Boundary(message, "alternative"));
        foreach (var attachment in letter.Attachments)
        {
            output.Append("--").Append(mixed).Append("\r\n");
            Attached(output, attachment);
        }

        output.Append("--").Append(mixed).Append("--\r\n");
        return Encoding.UTF8.GetBytes(output.ToString());
    }

    private static void Alternatives(StringBuilder output, Letter letter, string boundary)
    {
        output.Append("Content-Type: multipart/alternative;\r\n boundary=\"").Append(boundary).Append("\"\r\n\r\n");
        foreach (var (kind, text) in new[] { ("plain", letter.Text), ("html", letter.Html) })
        {
            output.Append("--").Append(boundary).Append("\r\nContent-Type: text/").Append(kind).Append("; charset=utf-8\r\n");
            output.Append("Content-Transfer-Encoding: quoted-printable\r\n\r\n").Append(QuotedPrintable.Of(text));
        }

        output.Append("--").Append(boundary).Append("--\r\n");
    }

    private static void Attached(StringBuilder output, Attachment attachment)
    {
        output.Append("Content-Type: ").Append(attachment.MediaType).Append("\r\nContent-Transfer-Encoding: base64\r\n");
        output.Append("Content-Disposition: attachment").Append(MimeParameter.Of("filename", attachment.Name)).Append("\r\n\r\n");
        var coded = Convert.ToBase64String(attachment.Bytes.Span);
        for (var i = 0; i < coded.Length; i += Base64Line)
            output.Append(coded, i, Math.Min(Base64Line, coded.Length - i)).Append("\r\n");
    }

    private static string Boundary(MimeLetter message, string kind) =>
        "=_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind} {message.MessageId}")).AsSpan(0, 12));
}
