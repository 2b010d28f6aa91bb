using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Exchange.Submissions;
using Cer.Operations.Documents;
using Cer.Settlement;
using Cer.Settlement.Closing;
using Kwh = Cer.Domain.Energy;

namespace Cer.Operations.Submitting;

/// <summary>The points of a month in a package, and their hours, from the very readings that were settled.</summary>
/// <remarks>What a point takes stands in its own row, what each of its units gives in the unit's.</remarks>
internal sealed class PointRows(SettlementInput input, MarketMonth month, HourQualities qualities)
{
    private const int Point = -1;

    public IReadOnlyList<PackagePoint> Points() =>
    [
        .. Memberships().Select(held =>
        {
            var (given, taken, known, worst) = ((long?)null, (long?)null, 0, (Quality?)null);
            foreach (var hour in HoursOf(held.Membership))
            {
                var isWhole = true;
                foreach (var (slot, unit) in Series(held.Pod, hour))
                {
                    var amount = Amount(held.Pod, slot, hour);
                    isWhole &= amount is not null;
                    if (amount is null) continue;
                    if (slot == Point) taken = (taken ?? 0) + amount;
                    else given = (given ?? 0) + amount;
                    var quality = qualities.Of(held.Pod, unit, month.FirstHour + hour);
                    worst = worst is { } other && other > quality ? other : quality;
                }

                if (isWhole) known++;
            }

            return new PackagePoint(
                held.Membership.Pod, held.Membership.Voltage, held.Membership.From, held.Membership.To, Of(given), Of(taken), known, worst);
        }),
    ];

    /// <summary>An hour of which nothing is known has its row: what is missing is told, not left out.</summary>
    public IEnumerable<PackageHour> Hours(ProducedEnergies produced)
    {
        foreach (var (pod, membership) in Memberships())
        {
            foreach (var hour in HoursOf(membership))
            {
                var at = ReadMonthFacts.HourAt(month, hour);
                foreach (var (slot, unit) in Series(pod, hour))
                {
                    var amount = Of(Amount(pod, slot, hour));
                    var quality = amount is null ? (Quality?)null : qualities.Of(pod, unit, month.FirstHour + hour);
                    yield return slot == Point
                        ? new(membership.Pod, null, at, null, null, amount, quality)
                        : new(membership.Pod, input.Readings.Units[unit].Id, at, produced.Of(input.Readings.Units[unit].Id, hour), amount,
                            null, quality);
                }
            }
        }
    }

    private IEnumerable<(int Pod, PodMembership Membership)> Memberships() => input.Community.Pods
        .Select(membership => (Pod: input.Readings.PodIndex(membership.Pod), Membership: membership))
        .Where(held => HoursOf(held.Membership).Any())
        .OrderBy(held => held.Pod)
        .ThenBy(held => held.Membership.From);

    private IEnumerable<int> HoursOf(PodMembership membership)
    {
        var from = (int)Math.Max(0, MarketMonth.HourOf(membership.From) - month.FirstHour);
        var to = membership.To is { } last
            ? (int)Math.Min(month.HourCount, MarketMonth.HourOf(last.PlusDays(1)) - month.FirstHour)
            : month.HourCount;
        return from < to ? Enumerable.Range(from, to - from) : [];
    }

    /// <summary>What is expected of a point in an hour: its withdrawal, and the injection of its units in service.</summary>
    private IEnumerable<(int Slot, int Unit)> Series(int pod, int hour)
    {
        yield return (Point, Point);
        var units = input.Readings.UnitsOf(pod).ToArray();
        for (var slot = 0; slot < units.Length; slot++)
            if (MarketMonth.HourOf(input.Readings.Units[units[slot]].InService) <= month.FirstHour + hour) yield return (slot, units[slot]);
    }

    private long? Amount(int pod, int slot, int hour)
    {
        if (input.Readings.Find(month, pod) is not { } known) return null;
        var series = slot == Point ? known.Withdrawn : known.Injected[slot];
        return series.IsKnown(hour) ? series.Amounts[hour] : null;
    }

    private static Kwh? Of(long? micro) => micro is { } known ? Kwh.FromMicroKilowattHours(known) : null;
}
