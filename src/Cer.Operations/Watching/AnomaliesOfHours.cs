using System.Globalization;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Operations.Viewing;
using Cer.Settlement.Detecting;
using Cer.Settlement.Watching;
using NodaTime;

namespace Cer.Operations.Watching;

/// <summary>The checks that are made of hours: each gathers what the rule needs and names what the rule finds.</summary>
internal sealed class AnomaliesOfHours(
    EnergyCommunity community, RegistryNumbers numbers, WatchedHours hours, AnomalyLimits limits)
{
    private readonly Dictionary<MarketZone, ClearSky> _skies = [];

    private IReadOnlyList<LocalDate> Looked => [.. hours.Days.TakeLast(limits.Days)];

    private long Least => (long)(limits.LeastKwh * Energy.Micro);

    public IReadOnlyList<Anomaly> Production()
    {
        var units = community.UnitsByAge()
            .Where(unit => unit.Source == EnergySource.Photovoltaic && hours.Made(unit) is not null).ToList();
        List<SunDay[]> days = [.. units.Select(unit => hours.Days.Select(day => Sun(unit, day)).ToArray())];
        return
        [
            .. WeakProduction.Find(days, limits.Days, limits.ProductionPercent / 100, Least).Select(weak => new Anomaly(
                AnomalyCheck.Production,
                Number(numbers.Units.GetValueOrDefault(units[weak.Unit].Id)),
                $"impianto {units[weak.Unit].Plant}",
                MarketHour.StartOf(weak.Since),
                [Kwh("made", weak.Made), Kwh("expected", weak.Expected)],
                IsMeasured(hours.Made(units[weak.Unit])!))),
        ];
    }

    public IReadOnlyList<Anomaly> Consumption()
    {
        List<Anomaly> found = [];
        foreach (var pod in Points())
        {
            if (hours.Withdrawn(pod.Key) is not { } series) continue;
            var days = hours.Days.Select(day => new UseDay(day, Covered(pod, day) ? Sum(series, day) : null)).ToList();
            if (AbnormalUse.Find(
                days, limits.Days, limits.ConsumptionTimes, limits.ConsumptionPercent / 100, Least) is not { } odd) continue;
            found.Add(new(
                AnomalyCheck.Consumption,
                Number(numbers.Points.GetValueOrDefault(pod.Key)),
                Place(pod.Key),
                MarketHour.StartOf(odd.Since),
                [Kwh("used", odd.Used), Kwh("usual", odd.Usual), new("days", odd.Days, "d")],
                IsMeasured(series))
            {
                Way = odd.IsHigh ? "high" : "low",
            });
        }

        return found;
    }

    public IReadOnlyList<Anomaly> SelfConsumption()
    {
        var shared = new SharedHours(community, hours);
        var days = hours.Days.Select(shared.Of).ToList();
        return FallingShare.Find(days, limits.Days, limits.SelfConsumptionPoints, Least) is { } fallen
            ?
            [
                new(
                    AnomalyCheck.SelfConsumption,
                    "community",
                    community.Name,
                    MarketHour.StartOf(Looked[0]),
                    [
                        new("before", decimal.Round(fallen.Before, 1), "%"),
                        new("now", decimal.Round(fallen.Now, 1), "%"),
                        Kwh("given", fallen.Given),
                        Kwh("shared", fallen.Shared),
                    ],
                    shared.IsMeasured(Looked[0])),
            ]
            : [];
    }

    /// <summary>Hours that lack, of those that ended before an instant.</summary>
    public IReadOnlyList<Anomaly> Missing(Instant before)
    {
        List<Anomaly> found = [];
        foreach (var pod in Points())
        {
            if (Lacking(hours.Withdrawn(pod.Key), day => Covered(pod, day), before) is { } lacking)
                found.Add(Lacks(Number(numbers.Points.GetValueOrDefault(pod.Key)), $"{Place(pod.Key)}, prelievo", lacking));
            foreach (var unit in community.Units.Where(unit => unit.Pod == pod.Key))
                if (Lacking(hours.Made(unit), day => Covered(pod, day) && unit.InService <= day, before) is { } its)
                    found.Add(Lacks(
                        $"unit-{Number(numbers.Units.GetValueOrDefault(unit.Id))}", $"impianto {unit.Plant}, immissione", its));
        }

        return found;
    }

    private (int Due, int Missing, int First)? Lacking(WatchedHours.Series? series, Func<LocalDate, bool> isDue, Instant before)
    {
        var (due, missing, first) = (0, 0, -1);
        foreach (var day in hours.Days.Where(isDue))
        {
            var (from, to) = hours.Of(day);
            for (var hour = from; hour < to && hours.At(hour + 1) <= before; hour++)
            {
                due++;
                if ((series?.Amounts[hour] ?? -1) >= 0) continue;
                missing++;
                if (first < 0) first = hour;
            }
        }

        return missing >= limits.MissingHours ? (due, missing, first) : null;
    }

    private Anomaly Lacks(string key, string place, (int Due, int Missing, int First) lacking) => new(
        AnomalyCheck.MissingData,
        key,
        place,
        hours.At(lacking.First),
        [new("missing", lacking.Missing, "h"), new("due", lacking.Due, "h")],
        true);

    private SunDay Sun(ProductionUnit unit, LocalDate day)
    {
        var (from, to) = hours.Of(day);
        var sky = Sky(unit.Zone);
        var most = 0L;
        for (var quarter = from * 4; quarter < to * 4; quarter++) most += sky.IsNight(quarter) ? 0 : sky.Most(quarter, unit.PowerKw);
        return new(day, unit.InService <= day ? hours.Made(unit)!.Sum(from, to) : null, most);
    }

    private ClearSky Sky(MarketZone zone)
    {
        if (!_skies.TryGetValue(zone, out var sky))
            _skies[zone] = sky = new(SitePlace.Of(zone), hours.Span.Start.ToUnixTimeSeconds() / 900, hours.Count * 4);
        return sky;
    }

    private IEnumerable<IGrouping<string, PodMembership>> Points() =>
        community.Pods.GroupBy(pod => pod.Pod, StringComparer.Ordinal).OrderBy(pod => numbers.Points.GetValueOrDefault(pod.Key));

    private long? Sum(WatchedHours.Series series, LocalDate day)
    {
        var (from, to) = hours.Of(day);
        return series.Sum(from, to);
    }

    private bool IsMeasured(WatchedHours.Series series) => series.IsMeasured(hours.Of(Looked[0]).From, hours.Count);

    private static bool Covered(IEnumerable<PodMembership> pod, LocalDate day) => pod.Any(membership => membership.Covers(day));

    private static string Place(string pod) => $"punto …{RegistryNumbers.Label(pod)}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static AnomalyFigure Kwh(string name, long micro) =>
        new(name, decimal.Round(micro / (decimal)Energy.Micro, 1), "kWh");
}
