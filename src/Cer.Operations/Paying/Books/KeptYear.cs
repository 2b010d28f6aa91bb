using NodaTime;

namespace Cer.Operations.Paying.Books;

/// <summary>An account of a year as it was handed out.</summary>
/// <param name="Number">From 1 each year.</param>
/// <param name="Sha256">Of the workbook.</param>
/// <param name="By">Who made it.</param>
/// <param name="At">When.</param>
public sealed record KeptYear(int Number, string Sha256, string By, Instant At);
