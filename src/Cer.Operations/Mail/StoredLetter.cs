using NodaTime;

namespace Cer.Operations.Mail;

/// <summary>A letter as it was put.</summary>
/// <param name="Letter">What is sent.</param>
/// <param name="MessageId">The part before the at sign of its Message-ID: of a key always the same.</param>
/// <param name="PutAt">When it was put.</param>
public sealed record StoredLetter(Letter Letter, string MessageId, Instant PutAt);
