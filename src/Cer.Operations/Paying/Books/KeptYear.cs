using NodaTime;

namespace Cer.Operations.Paying.Books;

/// <summary>An account of a year as it was handed out.</summary>
/// <param name="Number">From 1 each year.</param>
/// <param name="Sha256">Of the workbook.</param>
/// <param name="GseSha256">Of the account to GSE; null where it was handed out before there was one.</param>
/// <param name="By">Who made it.</param>
/// <param name="At">When.</param>
/// <param name="Papers">Its papers, by number.</param>
public sealed record KeptYear(
    int Number, string Sha256, string? GseSha256, string By, Instant At, IReadOnlyList<KeptYearPaper> Papers);
