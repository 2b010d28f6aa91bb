using Cer.Domain.Community;
using Cer.Settlement.Watching;
using NodaTime;

namespace Cer.Operations.Watching;

/// <summary>What a community gave and shared, day by day, of the hours in which all of its series are known.</summary>
internal sealed class SharedHours
{
    private readonly WatchedHours _hours;
    private readonly List<(PodMembership[] Spans, WatchedHours.Series? Series)> _points;
    private readonly List<(PodMembership[] Spans, LocalDate From, WatchedHours.Series? Series)> _units;

    public SharedHours(EnergyCommunity community, WatchedHours hours)
    {
        _hours = hours;
        var pods = community.Pods.ToLookup(pod => pod.Pod, StringComparer.Ordinal);
        _points = [.. pods.Select(pod => (pod.ToArray(), hours.Withdrawn(pod.Key)))];
        _units = [.. community.Units.Select(unit => (pods[unit.Pod].ToArray(), unit.InService, hours.Made(unit)))];
    }

    public SharedDay Of(LocalDate day)
    {
        var points = _points.Where(point => Covers(point.Spans, day)).Select(point => point.Series).ToList();
        var units = _units.Where(unit => unit.From <= day && Covers(unit.Spans, day)).Select(unit => unit.Series).ToList();
        var (given, shared) = (0L, 0L);
        var (from, to) = _hours.Of(day);
        for (var hour = from; hour < to; hour++)
        {
            if (Sum(units, hour, isGiven: true) is not { } its || Sum(points, hour, isGiven: false) is not { } taken) continue;
            given += its;
            shared += Math.Min(its, taken);
        }

        return new(day, given, shared);
    }

    /// <summary>Whether no value from a day on is a guess.</summary>
    public bool IsMeasured(LocalDate from) => _points.Select(point => point.Series).Concat(_units.Select(unit => unit.Series))
        .All(series => series?.IsMeasured(_hours.Of(from).From, _hours.Count) ?? true);

    /// <summary>The sum of an hour; null when one of the series is not known in it.</summary>
    private static long? Sum(List<WatchedHours.Series?> all, int hour, bool isGiven)
    {
        var sum = 0L;
        foreach (var series in all)
        {
            var amount = (isGiven ? series?.Given[hour] : series?.Amounts[hour]) ?? -1;
            if (amount < 0) return null;
            sum += amount;
        }

        return sum;
    }

    private static bool Covers(PodMembership[] spans, LocalDate day) => Array.Exists(spans, span => span.Covers(day));
}
