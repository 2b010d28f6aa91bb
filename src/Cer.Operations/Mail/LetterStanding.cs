using NodaTime;

namespace Cer.Operations.Mail;

/// <summary>How a letter stands.</summary>
/// <param name="Id">Its number.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="At">Since when: of the last event, or when it was put.</param>
/// <param name="Problem">What went wrong last; null when nothing did.</param>
public sealed record LetterStanding(long Id, LetterState State, int Attempts, Instant At, string? Problem);
