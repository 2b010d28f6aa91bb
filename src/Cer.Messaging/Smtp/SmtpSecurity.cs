namespace Cer.Messaging.Smtp;

/// <summary>How a connection to a mail server is encrypted.</summary>
public enum SmtpSecurity
{
    /// <summary>Begun in the clear and encrypted before anything is said (port 587); a server without it is refused.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte (port 465).</summary>
    Tls,

    /// <summary>Not at all: for a server on this machine only.</summary>
    None,
}
