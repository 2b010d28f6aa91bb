using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Host.Viewing;
using Cer.Operations.Board;
using Cer.Settlement.Detecting;
using NodaTime;

namespace Cer.Host.Board;

/// <summary>A day of a series.</summary>
/// <param name="Quarters">Its quarters: 92, 96 or 100.</param>
/// <param name="PowerKw">Power of the plant; null for what a point takes.</param>
internal sealed record DayOfSeries(DayOfSeries.Quarter[] Quarters, decimal? PowerKw)
{
    public static DayOfSeries Of(QuarterSeries series, PointFacts point, SeriesKey key)
    {
        var unit = key.Flow == EnergyFlow.Withdrawn ? null : ReadSeries.UnitOf(point, key.Unit);
        var sky = unit is { Source: EnergySource.Photovoltaic }
            ? new ClearSky(SitePlace.Of(unit.Zone), series.First, series.Count)
            : null;
        return new(
            [
                .. Enumerable.Range(0, series.Count).Select(i => new Quarter(
                    HourView.Text(Instant.FromUnixTimeSeconds((series.First + i) * 900)),
                    Kwh(series.Amounts[i]),
                    !series.IsKnown(i) ? "missing" : series.IsMeasured[i] ? "measured" : "estimated",
                    Kwh(series.Device[i]),
                    Kwh(series.Distributor[i]),
                    sky is null ? null : Kwh(sky.Most(i, unit!.PowerKw)))),
            ],
            unit?.PowerKw);
    }

    private static decimal? Kwh(long amount) => amount < 0 ? null : amount / (decimal)Energy.Micro;

    /// <param name="From">Start, UTC.</param>
    /// <param name="Kwh">What stands; null when it is missing.</param>
    /// <param name="Quality">Measured, estimated (or calculated), or missing.</param>
    /// <param name="DeviceKwh">What a device said last.</param>
    /// <param name="DistributorKwh">What the distributor said last.</param>
    /// <param name="ClearSkyKwh">What a clear sky gives a plant of this power at the most.</param>
    internal sealed record Quarter(
        string From, decimal? Kwh, string Quality, decimal? DeviceKwh, decimal? DistributorKwh, decimal? ClearSkyKwh);
}
