using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Demo;

/// <summary>How far the story has been told: what the meters in the store show last.</summary>
internal sealed class ToldSoFar
{
    private readonly Dictionary<Pod, MeterTotals> _exchange;
    private readonly Dictionary<Pod, MeterTotals> _production;

    private ToldSoFar(ILookup<MeterRole, MeterTotals> totals)
    {
        _exchange = totals[MeterRole.Exchange].ToDictionary(total => total.Pod);
        _production = totals[MeterRole.Production].ToDictionary(total => total.Pod);
        Until = _exchange.Values.Max(total => total.End);
    }

    /// <summary>Until when the exchange meters have told.</summary>
    public Instant Until { get; }

    /// <summary>Until when the production meters have; where none ever did, they begin with the others.</summary>
    public Instant ProductionUntil => _production.Values.Select(total => total.End).DefaultIfEmpty(Until).Max();

    /// <summary>Asks the store; null where no exchange meter has told anything.</summary>
    public static async Task<ToldSoFar?> LoadAsync(
        IReadingStore readings, CommunityId community, Instant now, CancellationToken cancellation)
    {
        // Also what a story told faster than time has told of days to come.
        var late = now + Duration.FromDays(365);
        MeterBefore[] meters =
        [
            .. Magliano.Points.Select(point => new MeterBefore(point.Pod, MeterRole.Exchange, late)),
            .. Magliano.Points.Where(point => point.Roof is not null)
                .Select(point => new MeterBefore(point.Pod, MeterRole.Production, late)),
        ];
        var totals = (await readings.LastTotalsAsync(community, meters, cancellation)).ToLookup(total => total.Meter);
        return totals.Contains(MeterRole.Exchange) ? new(totals) : null;
    }

    /// <summary>What the exchange meters tell next.</summary>
    public List<DemoLine> Exchange(IReadOnlyList<DemoCurve> curves)
    {
        List<DemoLine> lines = [];
        foreach (var curve in curves)
        {
            var total = _exchange.GetValueOrDefault(curve.Point.Pod);
            var (withdrawn, injected) = (WattHours(total?.Withdrawn) ?? 0, WattHours(total?.Injected) ?? 0);
            for (var quarter = 0; quarter < curve.WithdrawnWh.Count; quarter++)
            {
                withdrawn += curve.WithdrawnWh[quarter];
                injected += curve.InjectedWh[quarter];
                lines.Add(new(
                    curve.Point,
                    curve.Start + (quarter * Quarter.Length),
                    curve.WithdrawnWh[quarter],
                    curve.InjectedWh[quarter],
                    withdrawn,
                    injected));
            }
        }

        return lines;
    }

    /// <summary>What the production meters tell next.</summary>
    public List<DemoProduction> Production(IReadOnlyList<DemoCurve> curves, ulong seed) => new ProductionMeters(point =>
        WattHours(_production.GetValueOrDefault(Magliano.Points[point].Pod)?.Produced)
            ?? DemoTown.TotalsBefore(point, seed).ProducedWh).Tell(curves);

    private static long? WattHours(Energy? energy) => energy?.MicroKilowattHours / 1000;
}
