namespace Cer.Operations.Mail;

/// <summary>A letter in the outbox.</summary>
/// <param name="Id">Its number.</param>
/// <param name="IsNew">False when its key had been put before.</param>
public readonly record struct PutLetter(long Id, bool IsNew);
