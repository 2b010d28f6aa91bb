using NodaTime;

namespace Cer.Operations.Mine;

/// <summary>An account of a year that was handed out to the member.</summary>
/// <param name="Year">The year.</param>
/// <param name="Number">Number of the community's account.</param>
/// <param name="Paper">Number of the member's paper in it.</param>
/// <param name="Pages">How many pages.</param>
/// <param name="Sha256">Hash of the PDF.</param>
/// <param name="At">When it was handed out.</param>
public sealed record MineYearPaper(int Year, int Number, int Paper, int Pages, string Sha256, Instant At);
