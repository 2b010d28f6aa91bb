using Cer.Operations.Mail;

namespace Cer.Messaging.Smtp;

/// <summary>From whom and to whom a letter goes, whatever its headers say.</summary>
/// <param name="From">Who hears of it when it cannot be delivered.</param>
/// <param name="Recipients">To whom.</param>
/// <param name="Id">Comes back in reports about it, where the server knows them: letters, digits, dots, hyphens.</param>
public sealed record SmtpEnvelope(EmailAddress From, IReadOnlyList<EmailAddress> Recipients, string? Id = null)
{
    internal bool NeedsUtf8 => From.NeedsUtf8 || Recipients.Any(recipient => recipient.NeedsUtf8);
}
