using Cer.Domain.Community;
using Cer.Domain.Metering;

namespace Cer.Settlement.Months;

/// <summary>Which points count in which hours of a month: in the configuration, with everything that is expected of them.</summary>
/// <remarks>A point with anything missing in an hour is left out of it whole: regulation Q14.</remarks>
public sealed class CountedPoints
{
    private readonly MonthCalendar _calendar;
    private readonly ReadingGrid _readings;
    private readonly List<CountedSpan> _spans = [];
    private readonly List<string>?[] _missing;

    private CountedPoints(MonthCalendar calendar, ReadingGrid readings)
    {
        _calendar = calendar;
        _readings = readings;
        _missing = new List<string>?[calendar.Hours];
    }

    /// <summary>Every run of hours in which a point counts, by point and time.</summary>
    public IReadOnlyList<CountedSpan> Spans => _spans;

    /// <summary>How many hours of points were left out.</summary>
    public int MissingPointHours { get; private set; }

    public static CountedPoints Of(EnergyCommunity community, ReadingGrid readings, MonthCalendar calendar)
    {
        var counted = new CountedPoints(calendar, readings);
        var memberships = community.Pods.ToLookup(membership => membership.Pod, StringComparer.Ordinal);
        for (var pod = 0; pod < readings.Pods.Count; pod++)
            foreach (var membership in memberships[readings.Pods[pod]].OrderBy(membership => membership.From))
                counted.Add(pod, membership);
        return counted;
    }

    /// <summary>The points left out of an hour, by code point; null when none.</summary>
    public IReadOnlyList<string>? MissingIn(int hour) => _missing[hour];

    /// <summary>Micro-kWh that the units of each holder injected while they counted.</summary>
    public IEnumerable<(string Member, long Injected)> InjectedByMember()
    {
        foreach (var span in _spans)
        {
            var onPoint = _readings.UnitsOf(span.Pod).ToArray();
            for (var slot = 0; slot < onPoint.Length; slot++)
            {
                var service = new HourSpan(_calendar.HourOf(_readings.Units[onPoint[slot]].InService), _calendar.Hours);
                var sum = 0L;
                foreach (var amount in span.Hours.Within(service).Of(span.Point.Injected[slot].Amounts)) sum += amount;
                yield return (span.Membership.Member, sum);
            }
        }
    }

    private void Add(int pod, PodMembership membership)
    {
        var end = membership.To is { } last ? _calendar.HourOf(last.PlusDays(1)) : _calendar.Hours;
        var point = _readings.Find(_calendar.Month, pod);
        var held = new HourSpan(_calendar.HourOf(membership.From), end);
        foreach (var looked in _calendar.Looked) Add(pod, point, membership, held.Within(looked));
    }

    private void Add(int pod, PointMonth? point, PodMembership membership, HourSpan span)
    {
        var end = span.To;
        for (var hour = span.From; hour < end;)
        {
            var gap = point is null ? hour : FirstGap(pod, point, hour, end);
            if (gap > hour) _spans.Add(new(pod, point!, membership, new(hour, gap)));
            if (gap < end)
            {
                (_missing[gap] ??= []).Add(_readings.Pods[pod]);
                MissingPointHours++;
            }

            hour = gap + 1;
        }
    }

    private int FirstGap(int pod, PointMonth point, int from, int end)
    {
        var gap = point.Withdrawn.FirstGap(from, end);
        var units = _readings.UnitsOf(pod);
        for (var slot = 0; slot < units.Length; slot++)
        {
            var expected = Math.Max(from, _calendar.HourOf(_readings.Units[units[slot]].InService));
            if (expected < gap) gap = point.Injected[slot].FirstGap(expected, gap);
        }

        return gap;
    }
}
