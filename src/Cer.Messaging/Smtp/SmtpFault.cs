namespace Cer.Messaging.Smtp;

/// <summary>A session with a mail server ended before its time; the message says what was found and expected.</summary>
/// <param name="kind">Why.</param>
/// <param name="message">One sentence; it may hold the server's words, and never the password.</param>
/// <param name="reply">The server's answer, when that was the reason.</param>
/// <param name="inner">What lies below.</param>
public sealed class SmtpFault(SmtpFaultKind kind, string message, SmtpReply? reply = null, Exception? inner = null)
    : IOException(message, inner)
{
    public SmtpFaultKind Kind { get; } = kind;

    public SmtpReply? Reply { get; } = reply;

    /// <summary>Whether somebody must mend something first: trying again soon would not help.</summary>
    public bool IsLasting => Kind is SmtpFaultKind.Untrusted or SmtpFaultKind.Unencrypted
        || (Kind is SmtpFaultKind.Unauthorised or SmtpFaultKind.Refused && Reply is { IsPermanent: true });
}
