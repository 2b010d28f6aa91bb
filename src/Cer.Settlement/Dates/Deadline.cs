using NodaTime;

namespace Cer.Settlement.Dates;

/// <summary>Something that falls due.</summary>
/// <param name="Kind">What.</param>
/// <param name="Of">The month of energy that it is about; of a year its January; of a recalculation the month it is made in.</param>
/// <param name="Day">The day.</param>
public sealed record Deadline(DeadlineKind Kind, YearMonth Of, LocalDate Day);
