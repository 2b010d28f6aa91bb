namespace Cer.Host.Devices;

/// <summary>A swap of a meter: when, and the totals of both; null where nobody read them.</summary>
internal sealed record SwapRequest(
    int? Point,
    string? Meter,
    string? At,
    decimal? FinalWithdrawnKwh,
    decimal? FinalInjectedKwh,
    decimal? FinalProducedKwh,
    decimal? InitialWithdrawnKwh,
    decimal? InitialInjectedKwh,
    decimal? InitialProducedKwh,
    string? Reason,
    string? Unit = null);
