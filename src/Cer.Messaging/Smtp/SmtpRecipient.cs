using Cer.Operations.Mail;

namespace Cer.Messaging.Smtp;

/// <summary>What a server said of one recipient.</summary>
public sealed record SmtpRecipient(EmailAddress Address, SmtpReply Reply);
