using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Demo;

/// <summary>Goes on with the story of the invented community: a message every quarter of an hour, through the intake.</summary>
/// <remarks>
/// It goes on where the meters in the store stand, so after a rest it first tells what was missed, a day at most in one
/// message; two that tell it at once say the same.
/// </remarks>
public sealed class ContinueDemo(
    ICommunityStore communities,
    IReadingStore readings,
    DemoDeclaration declaration,
    TakeReadings intake,
    TimeProvider time)
{
    private const int MostQuarters = 96;
    private static readonly Duration AfterQuarter = Duration.FromSeconds(30);

    private readonly DemoMessages _messages = new();
    private LocalDate? _prepared;

    /// <summary>Sends the next message when it is due; null where the invented community is not, or has no data.</summary>
    public async Task<DemoStep?> RunAsync(CancellationToken cancellation)
    {
        if (await communities.FindAsync(Magliano.Code, cancellation) is not { } community) return null;
        var rules = (await communities.LoadAsync(community, null, cancellation))?.Rules ?? [];
        var seeds = rules.Select(rule => DemoRules.SeedOf(rule.Text)).OfType<ulong>().ToArray();
        if (seeds.Length == 0) return null;

        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var totals = await TotalsAsync(community, now, cancellation);
        if (totals.Count == 0) return null;
        var start = totals.Values.Max(total => total.End);
        var due = Math.Min(MostQuarters, (int)Math.Floor((now - start - AfterQuarter) / Quarter.Length));
        if (due <= 0) return new(0, start, start + Quarter.Length + AfterQuarter);

        await PrepareAsync(rules, start, now, seeds[0], cancellation);
        var end = start + (due * Quarter.Length);
        var message = _messages.Of(end + AfterQuarter, Lines(DemoTown.Between(start, end, seeds[0]), totals));
        DemoSender.Counts(message, await new DemoSender(intake, community).SendAsync(message, cancellation));
        return new(message.Lines, end, end + Quarter.Length + AfterQuarter);
    }

    private async Task<Dictionary<Pod, MeterTotals>> TotalsAsync(
        CommunityId community, Instant now, CancellationToken cancellation)
    {
        // Also what a story told faster than time has told of days to come.
        var late = now + Duration.FromDays(365);
        MeterBefore[] meters =
            [.. Magliano.Points.Select(point => new MeterBefore(point.Pod, MeterRole.Exchange, late))];
        return (await readings.LastTotalsAsync(community, meters, cancellation)).ToDictionary(total => total.Pod);
    }

    private static List<DemoLine> Lines(IReadOnlyList<DemoCurve> curves, Dictionary<Pod, MeterTotals> totals)
    {
        List<DemoLine> lines = [];
        for (var point = 0; point < curves.Count; point++)
        {
            var curve = curves[point];
            var total = totals.GetValueOrDefault(curve.Point.Pod);
            var (withdrawn, injected) = (WattHours(total?.Withdrawn), WattHours(total?.Injected));
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

    /// <summary>Once a day: its prices, and in a new year its rules.</summary>
    private async Task PrepareAsync(
        IReadOnlyList<RuleText> rules, Instant start, Instant now, ulong seed, CancellationToken cancellation)
    {
        var (first, today) = (start.InZone(MarketHour.Rome).Date, now.InZone(MarketHour.Rome).Date);
        if (_prepared == today) return;
        var begin = rules.Select(rule => DemoRules.YearOf(rule.Name)).OfType<int>().DefaultIfEmpty(today.Year).Min();
        await declaration.DeclareAsync(begin, today.Year, seed, cancellation);
        await declaration.PriceAsync(first, today, seed, cancellation);
        _prepared = today;
    }

    private static long WattHours(Energy? energy) => (energy?.MicroKilowattHours ?? 0) / 1000;
}
