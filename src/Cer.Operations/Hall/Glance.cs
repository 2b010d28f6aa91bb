using NodaTime;

namespace Cer.Operations.Hall;

/// <summary>A month in a few figures, beside the same days of an earlier one.</summary>
/// <param name="Month">The month.</param>
/// <param name="Until">Where its figures end: the end of the last hour known, or of the month; null while nothing is known.</param>
/// <param name="HoursDue">How many hours there are until then.</param>
/// <param name="Totals">Its figures.</param>
/// <param name="LastMonth">The same days and hours of the month before; null when that is not known well enough.</param>
/// <param name="LastYear">The same of the year before.</param>
public sealed record Glance(
    YearMonth Month, Instant? Until, int HoursDue, GlanceTotals Totals, GlanceTotals? LastMonth, GlanceTotals? LastYear);
