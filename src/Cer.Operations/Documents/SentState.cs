using Cer.Operations.Mail;
using NodaTime;

namespace Cer.Operations.Documents;

/// <summary>How the letters with a document stand.</summary>
/// <param name="State">That of the letter that stands worst: one that failed is not hidden by one that arrived.</param>
/// <param name="At">When the latest of them came to it.</param>
public sealed record SentState(LetterState State, Instant At);
