using NodaTime;

namespace Cer.Operations.Paying.Payouts;

/// <summary>What somebody tells of a payment that no file of a bank tells: as with a treasurer's list.</summary>
/// <param name="Ordinal">Which payment; null for all that are on their way.</param>
/// <param name="Kind">booked, rejected or returned.</param>
/// <param name="Day">On which day.</param>
public sealed record OutcomeTold(int? Ordinal, string Kind, LocalDate Day);
