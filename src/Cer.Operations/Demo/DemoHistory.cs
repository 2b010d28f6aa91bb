using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Demo;

/// <summary>The messages of months that end now, of each kind of meter: one a day, and today one an hour.</summary>
internal sealed class DemoHistory(YearMonth first, Instant now, ulong seed)
{
    private static readonly Duration AfterDay = Duration.FromMinutes(2);
    private static readonly Duration AfterHour = Duration.FromMinutes(1);
    private static readonly Duration FollowUp = Duration.FromMinutes(10);

    private readonly DemoMessages _messages = new();
    private readonly ProductionMeters _production = new(point => DemoTown.TotalsBefore(point, seed).ProducedWh);
    private readonly (long Withdrawn, long Injected)[] _totals = [.. Enumerable.Range(0, Magliano.Points.Count)
        .Select(point => DemoTown.TotalsBefore(point, seed))
        .Select(before => (before.WithdrawnWh, before.InjectedWh))];

    public DemoEvents Events { get; } = new(first, MonthOf(now));

    /// <summary>How many messages there are.</summary>
    public int Count
    {
        get
        {
            var today = MarketHour.StartOf(Today);
            var days = Period.DaysBetween(first.OnDayOfMonth(1), Today);
            return (2 * (days + (int)(LastHour - today).TotalHours)) + (Events.LateOn is null ? 0 : 2);
        }
    }

    private LocalDate Today => now.InZone(MarketHour.Rome).Date;

    private Instant LastHour => Instant.FromUnixTimeSeconds(now.ToUnixTimeSeconds() / 3600 * 3600);

    public static YearMonth MonthOf(Instant instant) => instant.InZone(MarketHour.Rome).Date.ToYearMonth();

    /// <summary>The messages in the order in which they were made. To be asked once: the meters run on.</summary>
    public IEnumerable<DemoMessage> Messages()
    {
        List<DemoLine> late = [], corrected = [];
        for (var day = first.OnDayOfMonth(1); day <= Today; day = day.PlusDays(1))
        {
            var span = MarketHour.SpanOf(day);
            var end = Instant.Min(span.End, LastHour);
            if (end <= span.Start) yield break;
            var curves = DemoTown.Between(span.Start, end, seed);
            var (lines, production) = (Lines(day, curves, late, corrected), _production.Tell(curves));
            if (end == span.End)
            {
                yield return _messages.Of(end + AfterDay, lines) with { ChangesMeter = day == Events.SwapOn };
                yield return _messages.Of(end + AfterDay, production);
            }
            else foreach (var hour in ByHour(lines, production)) yield return hour;

            if (day.PlusDays(-2) == Events.LateOn) yield return _messages.Of(end + FollowUp, late);
            if (day.PlusDays(-3) == Events.WrongOn) yield return _messages.Of(end + FollowUp, corrected);
        }
    }

    private IEnumerable<DemoMessage> ByHour(List<DemoLine> lines, List<DemoProduction> production)
    {
        var made = production.ToLookup(line => HourOf(line.Start));
        foreach (var hour in lines.GroupBy(line => HourOf(line.Start)).OrderBy(hour => hour.Key))
        {
            var after = Instant.FromUnixTimeSeconds((hour.Key + 1) * 3600) + AfterHour;
            yield return _messages.Of(after, [.. hour]);
            yield return _messages.Of(after, [.. made[hour.Key]]);
        }

        static long HourOf(Instant instant) => instant.ToUnixTimeSeconds() / 3600;
    }

    /// <summary>What exchange meters tell of a day at its end; what they tell later is put into the other lists.</summary>
    private List<DemoLine> Lines(
        LocalDate day, IReadOnlyList<DemoCurve> curves, List<DemoLine> late, List<DemoLine> corrected)
    {
        var lines = new List<DemoLine>(curves.Count * curves[0].WithdrawnWh.Count);
        for (var point = 0; point < curves.Count; point++)
        {
            var (isLate, isWrong) = (Events.IsLate(point, day), Events.IsWrong(point, day));
            for (var quarter = 0; quarter < curves[point].WithdrawnWh.Count; quarter++)
            {
                var line = Next(curves[point], point, quarter);
                if (Events.IsLost(point, line.Start)) continue;
                if (isWrong) corrected.Add(line);
                (isLate ? late : lines).Add(isWrong ? Estimated(line) : line);
            }
        }

        return lines;
    }

    private DemoLine Next(DemoCurve curve, int point, int quarter)
    {
        var start = curve.Start + (quarter * Quarter.Length);
        ref var total = ref _totals[point];
        if (Events.IsNewMeter(point, start)) total = default;
        total = (total.Withdrawn + curve.WithdrawnWh[quarter], total.Injected + curve.InjectedWh[quarter]);
        return new(
            curve.Point, start, curve.WithdrawnWh[quarter], curve.InjectedWh[quarter], total.Withdrawn, total.Injected);
    }

    private static DemoLine Estimated(DemoLine line) => line with
    {
        WithdrawnWh = (line.WithdrawnWh * 5 / 4) + 3,
        WithdrawnTotalWh = null,
        InjectedTotalWh = null,
    };
}
