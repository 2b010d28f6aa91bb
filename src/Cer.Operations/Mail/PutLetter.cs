namespace Cer.Operations.Mail;

/// <summary>A letter in the outbox, or one that was not put.</summary>
/// <param name="Id">Its number; 0 when it was not put.</param>
/// <param name="IsNew">False when its key had been put before, or it was not put.</param>
public readonly record struct PutLetter(long Id, bool IsNew)
{
    /// <summary>Why it was not put; null when it is in the outbox.</summary>
    public Hindrance? Hindered { get; init; }
}
