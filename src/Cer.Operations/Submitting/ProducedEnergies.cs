using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Operations.Ports;
using Cer.Settlement;
using NodaTime;
using Kwh = Cer.Domain.Energy;

namespace Cer.Operations.Submitting;

/// <summary>What production meters told of a month, by unit and hour; an hour counts when it is told whole.</summary>
internal sealed class ProducedEnergies
{
    private const int Minutes = 60;

    private readonly MarketMonth _month;
    private readonly Dictionary<string, (long[] Amounts, int[] Minutes)> _units;

    private ProducedEnergies(SettlementInput input)
    {
        _month = input.From;
        _units = input.Community.Units.ToDictionary(
            unit => unit.Id, _ => (new long[_month.HourCount], new int[_month.HourCount]), StringComparer.Ordinal);
    }

    public static async Task<ProducedEnergies> OfAsync(
        IReadingStore readings, CommunityId community, SettlementInput input, Instant? at, CancellationToken cancellation)
    {
        var produced = new ProducedEnergies(input);
        var alone = input.Community.Units.GroupBy(unit => unit.Pod, StringComparer.Ordinal).Where(units => units.Count() == 1)
            .ToDictionary(units => units.Key, units => units.Single().Id, StringComparer.Ordinal);
        var month = produced._month;
        var span = new Interval(
            Instant.FromUnixTimeSeconds(month.FirstHour * 3600), Instant.FromUnixTimeSeconds((month.FirstHour + month.HourCount) * 3600));
        await foreach (var reading in readings.AsOfAsync(community, span, at, cancellation))
        {
            if (reading is not { Meter: MeterRole.Production, Produced: { } made }) continue;
            if ((reading.Unit ?? alone.GetValueOrDefault(reading.Pod.Code)) is { } unit && produced._units.TryGetValue(unit, out var sums))
            {
                var hour = (int)((reading.Start.ToUnixTimeSeconds() / 3600) - month.FirstHour);
                sums.Amounts[hour] += made.MicroKilowattHours;
                sums.Minutes[hour] += reading.Minutes;
            }
        }

        return produced;
    }

    /// <summary>What a unit made in an hour of the month; null unless its meter told of it whole.</summary>
    public Kwh? Of(string unit, int hour) => _units.TryGetValue(unit, out var sums) && sums.Minutes[hour] == Minutes
        ? Kwh.FromMicroKilowattHours(sums.Amounts[hour])
        : null;

    /// <summary>What a unit made in the month; null unless every hour is told whole.</summary>
    public Kwh? Of(string unit) => _units.TryGetValue(unit, out var sums) && sums.Minutes.All(minutes => minutes == Minutes)
        ? Kwh.FromMicroKilowattHours(sums.Amounts.Sum())
        : null;
}
