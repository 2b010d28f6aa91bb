namespace Cer.Settlement.Months;

/// <summary>The configuration's energies of a month, in micro-kWh.</summary>
public sealed record MonthEnergies(long Injected, long Withdrawn, long Shared);
