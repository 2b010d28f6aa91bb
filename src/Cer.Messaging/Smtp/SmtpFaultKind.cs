namespace Cer.Messaging.Smtp;

/// <summary>Why a session with a mail server ended before its time.</summary>
public enum SmtpFaultKind
{
    /// <summary>Nobody there, or gone.</summary>
    Unreachable,

    /// <summary>No answer in time.</summary>
    Silent,

    /// <summary>Its certificate does not prove who it is.</summary>
    Untrusted,

    /// <summary>It offers no encryption where it must.</summary>
    Unencrypted,

    /// <summary>It does not take the name and password.</summary>
    Unauthorised,

    /// <summary>It will not talk now.</summary>
    Refused,

    /// <summary>What it says is not SMTP.</summary>
    Garbled,
}
