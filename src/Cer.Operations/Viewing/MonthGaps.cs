using Cer.Domain.Metering;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Viewing;

/// <summary>What a month's hours lack, told in quarter hours: those that are in are counted only where something lacks.</summary>
internal sealed class MonthGaps(IRegistryView registry)
{
    // Of more points, and they are few that lack, hours are told as four quarters.
    private const int MostPoints = 500;

    public async Task<IReadOnlyList<LabelledGap>> OfAsync(
        CommunityId community,
        StoredHours hours,
        RegistryNumbers numbers,
        Interval span,
        CancellationToken cancellation)
    {
        var lacking = hours.Lacking();
        if (lacking.Count == 0) return [];
        var points = lacking.Select(day => numbers.Points[day.Pod]).Distinct().ToArray();
        // Of a time no longer kept only the hours tell.
        var counted = points.Length <= MostPoints
            && !(span.Start < await registry.KeptFromAsync(cancellation));
        var present = !counted
            ? []
            : await registry.PresentAsync(community, points, span, cancellation);
        var quarters = present.ToLookup(row => (row.Point, row.Day));
        return [.. lacking.Select(Gap).Where(gap => gap.Gap.Missing > 0)
            .OrderBy(gap => gap.Gap.Day).ThenBy(gap => gap.Gap.Point).ThenBy(gap => gap.Gap.Meter).ThenBy(gap => gap.Gap.Unit)];

        LabelledGap Gap(LackingDay day)
        {
            var (point, unit) = (numbers.Points[day.Pod], day.Unit is null ? 0 : numbers.Units[day.Unit]);
            var rows = quarters[(point, day.Day)].Where(row => row.Meter == day.Meter);
            var known = day switch
            {
                { Meter: MeterRole.Production } => rows.Where(row => row.Unit == unit).Sum(row => row.Produced),
                { Unit: null } => rows.Sum(row => row.Withdrawn),
                _ => rows.Where(row => row.Unit == unit).Sum(row => row.Injected),
            };
            var expected = 4 * day.Hours;
            var missing = counted ? expected - known : 4 * day.Missing;
            return new(new(point, day.Meter, unit, day.Day, missing, expected), RegistryNumbers.Label(day.Pod), day.Unit);
        }
    }
}
