using NodaTime;

namespace Cer.Operations.Keeping;

/// <summary>How long a community keeps its months after their end, as it decided last.</summary>
/// <param name="Community">Code of the community.</param>
/// <param name="QuarterMonths">Whole months for quarter hours; for good when null.</param>
/// <param name="HourMonths">Whole months for hours; for good when null.</param>
/// <param name="Reason">Why; null when nothing was decided.</param>
/// <param name="Author">Who decided; null when nothing was decided.</param>
/// <param name="At">When; null when nothing was decided.</param>
public sealed record RetentionTerm(
    string Community, int? QuarterMonths, int? HourMonths, string? Reason, string? Author, Instant? At);
