using NodaTime;

namespace Cer.Operations.Submitting;

/// <summary>Something that happened to a package.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">When.</param>
/// <param name="Who">Who did it, or in whose name the program did.</param>
/// <param name="Protocol">The protocol number that it was received under.</param>
/// <param name="Sentence">What was said of it; null when nothing was.</param>
/// <param name="Reasons">Why it was rejected.</param>
public sealed record SubmissionStep(
    SubmissionState Kind, Instant At, string Who, string? Protocol, string? Sentence, IReadOnlyList<FieldReason> Reasons)
{
    public static SubmissionStep Of(
        SubmissionState kind, Instant at, string who, string? sentence = null, string? protocol = null) =>
        new(kind, at, who, protocol, sentence, []);
}
