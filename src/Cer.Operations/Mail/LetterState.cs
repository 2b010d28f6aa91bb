namespace Cer.Operations.Mail;

/// <summary>How far a letter has come.</summary>
public enum LetterState
{
    /// <summary>To be sent, for the first time or again.</summary>
    Waiting,

    /// <summary>A server took it over.</summary>
    Sent,

    /// <summary>Refused for good, or not accepted in days.</summary>
    Failed,

    /// <summary>Given whole to a server whose answer was lost: it may have arrived, so only a person sends it again.</summary>
    Uncertain,

    /// <summary>Taken over, and later reported as not delivered.</summary>
    Bounced,

    /// <summary>Not sent: its reader does not want letters of its kind, or there is no such address.</summary>
    Withheld,
}
