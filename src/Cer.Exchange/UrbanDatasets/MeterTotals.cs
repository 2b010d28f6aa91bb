using Cer.Domain.Metering;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>The last known totals of a meter before the lines in question; null where none is known.</summary>
public sealed record MeterTotals(TotalAt? Injected = null, TotalAt? Withdrawn = null, TotalAt? Produced = null)
{
    /// <summary>Lines that were kept apart since, the earliest first: nobody has decided of them.</summary>
    public IReadOnlyList<Reading> Apart { get; init; } = [];
}
