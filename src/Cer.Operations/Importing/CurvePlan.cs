using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Exchange.Curves;
using Cer.Exchange.Faults;
using Cer.Operations.Ports;
using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.Importing;

/// <summary>What a curve file would change of the readings that are known.</summary>
/// <remarks>
/// What the file does not speak of stands as it is; with two quantities a reading has the worse of the two qualities. Quarters of
/// an hour that is known as one value are taken like any others: which of the two stands the precedence decides.
/// </remarks>
public sealed class CurvePlan
{
    // Earlier there were no communities, and months before have no place of their own.
    private static readonly LocalDate FirstDay = new(2019, 1, 1);

    private readonly List<CurvePlanDay> _days = [];
    private readonly List<Reading> _readings = [];

    private CurvePlan()
    {
    }

    public IReadOnlyList<CurvePlanDay> Days => _days;

    /// <summary>What the file says, reading by reading.</summary>
    public IReadOnlyList<Reading> Readings => _readings;

    public int Added { get; private set; }

    public int Unchanged { get; private set; }

    public int Changed { get; private set; }

    /// <summary>The faults of days that do not fit what is known; with any nothing may be stored.</summary>
    public FaultList Faults { get; } = new();

    public static MeterRole MeterOf(CurveDirection direction) =>
        direction == CurveDirection.Produced ? MeterRole.Production : MeterRole.Exchange;

    /// <param name="days">What the file tells.</param>
    /// <param name="direction">What it speaks of.</param>
    /// <param name="registry">The points of the community.</param>
    /// <param name="today">Days after it have no curve.</param>
    /// <param name="known">The latest readings of these points, of the meter of this direction.</param>
    public static CurvePlan Of(
        IReadOnlyList<CurveDay> days,
        CurveDirection direction,
        PointRegistry registry,
        LocalDate today,
        IEnumerable<Reading> known)
    {
        var plan = new CurvePlan();
        var latest = new Dictionary<(string Pod, long Quarter), Reading>();
        foreach (var reading in known)
        {
            if (reading.Unit == SeriesOf(registry, reading.Pod))
                latest[(reading.Pod.Code, reading.Start.ToUnixTimeSeconds() / 900)] = reading;
        }

        foreach (var day in days)
        {
            if (plan.Faults.Faults.Count >= CurveLimits.Faults) break;
            if (day.Day > today || day.Day < FirstDay)
                plan.Fault(
                    day, "day", LocalDatePattern.Iso.Format(day.Day),
                    $"a day from {LocalDatePattern.Iso.Format(FirstDay)} to {LocalDatePattern.Iso.Format(today)}");
            else if (!registry.Units.TryGetValue(day.Pod, out var units))
                plan.Fault(day, "POD", "a point that the community does not know", "one of its points");
            else if (direction == CurveDirection.Injected && units.Count != 1)
                plan.Fault(day, "POD", $"an injection at a point with {units.Count} plants", "a point with one plant");
            else plan.Take(day, direction, latest);
        }

        return plan;
    }

    /// <summary>Readings that name no plant are kept with the only one of their point.</summary>
    private static string? SeriesOf(PointRegistry registry, Pod pod) =>
        registry.Units.TryGetValue(pod, out var units) && units.Count == 1 ? units[0] : null;

    private void Take(CurveDay day, CurveDirection direction, Dictionary<(string Pod, long Quarter), Reading> latest)
    {
        var first = MarketHour.StartOf(day.Day).ToUnixTimeSeconds() / 900;
        var (added, unchanged, changed, missing) = (0, 0, 0, 0);
        for (var i = 0; i < day.Quarters.Count; i++)
        {
            if (day.Quarters[i] < 0)
            {
                missing++;
                continue;
            }

            var quarter = first + i;
            var whole = latest.GetValueOrDefault((day.Pod.Code, quarter & ~3L));
            var before = whole is { Minutes: 60 } ? whole : latest.GetValueOrDefault((day.Pod.Code, quarter));
            var start = Instant.FromUnixTimeSeconds(quarter * 900);
            var told = With(null, day, i, start, direction);
            if (before is null || Of(before, direction) is null) added++;
            else if (before.Minutes == 15 && With(before, day, i, start, direction) == before) unchanged++;
            else changed++;

            // Also what is known by others: from now on the distributor stands behind it.
            _readings.Add(told);
        }

        _days.Add(new(day.Pod, day.Day, added, unchanged, changed, missing));
        (Added, Unchanged, Changed) = (Added + added, Unchanged + unchanged, Changed + changed);
    }

    private static Reading With(Reading? before, CurveDay day, int place, Instant start, CurveDirection direction)
    {
        var (energy, told) = (Energy.FromMicroKilowattHours(day.Quarters[place]), day.QualityOf(place));
        var reading = before ?? new()
        {
            Pod = day.Pod,
            Meter = MeterOf(direction),
            Start = start,
            Minutes = 15,
        };
        var others = direction switch
        {
            CurveDirection.Withdrawn => reading.Injected ?? reading.Produced,
            CurveDirection.Injected => reading.Withdrawn ?? reading.Produced,
            _ => reading.Injected ?? reading.Withdrawn,
        };
        var quality = others is null || told > reading.Quality ? told : reading.Quality;
        return direction switch
        {
            CurveDirection.Withdrawn => reading with { Withdrawn = energy, Quality = quality },
            CurveDirection.Injected => reading with { Injected = energy, Quality = quality },
            _ => reading with { Produced = energy, Quality = quality },
        };
    }

    private static Energy? Of(Reading reading, CurveDirection direction) => direction switch
    {
        CurveDirection.Withdrawn => reading.Withdrawn,
        CurveDirection.Injected => reading.Injected,
        _ => reading.Produced,
    };

    // The code found is not repeated: it may be a person's.
    private void Fault(CurveDay day, string field, string found, string expected) =>
        Faults.Add(day.File, day.Line, field, found, expected);
}
