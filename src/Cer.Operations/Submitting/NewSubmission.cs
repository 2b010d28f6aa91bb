using NodaTime;

namespace Cer.Operations.Submitting;

/// <summary>A package that is to be kept.</summary>
/// <param name="Month">About which month.</param>
/// <param name="Kind">What for.</param>
/// <param name="Revision">Which of its kind and month.</param>
/// <param name="Reason">Why it corrects the one before; null of the first.</param>
/// <param name="Package">The files.</param>
/// <param name="Author">Who made it.</param>
/// <param name="At">When.</param>
public sealed record NewSubmission(
    YearMonth Month, SubmissionKind Kind, int Revision, string? Reason, SubmissionPackage Package, string Author, Instant At);
