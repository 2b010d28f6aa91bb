using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Domain.Metering;
using Cer.Operations.Ports;
using Cer.Settlement;
using NodaTime;

namespace Cer.Operations.Documents;

/// <summary>What the readings of a month say beside the settlement: what was made, and what nobody measured.</summary>
internal sealed class ReadingNotes
{
    private readonly MarketMonth _month;
    private readonly long[] _produced;
    private readonly int[] _producedMinutes;
    private readonly int[] _expectedMinutes;
    private readonly Dictionary<string, List<Reading>> _estimated = new(StringComparer.Ordinal);

    private ReadingNotes(SettlementInput input)
    {
        _month = input.From;
        _produced = new long[_month.HourCount];
        _producedMinutes = new int[_month.HourCount];
        _expectedMinutes = new int[_month.HourCount];
        foreach (var pod in input.Community.Units.GroupBy(unit => unit.Pod))
        {
            var service = MarketMonth.HourOf(pod.Min(unit => unit.InService)) - _month.FirstHour;
            for (var hour = Math.Max(0, service); hour < _month.HourCount; hour++) _expectedMinutes[hour] += 60;
        }
    }

    public static async Task<ReadingNotes> OfAsync(
        IReadingStore readings,
        CommunityId community,
        SettlementInput input,
        Instant? at,
        CancellationToken cancellation)
    {
        var notes = new ReadingNotes(input);
        var roofs = input.Community.Units.Select(unit => unit.Pod).ToHashSet(StringComparer.Ordinal);
        var span = new Interval(
            ReadMonthFacts.HourAt(input.From, 0).Start, ReadMonthFacts.HourAt(input.From, input.From.HourCount - 1).End);
        await foreach (var reading in readings.AsOfAsync(community, span, at, cancellation))
        {
            if (reading.Meter == MeterRole.Production)
            {
                if (roofs.Contains(reading.Pod.Code)) notes.AddProduced(reading);
            }
            else if (reading.Quality != Quality.Measured)
            {
                notes.AddEstimated(reading);
            }
        }

        return notes;
    }

    /// <summary>What was made in an hour; null unless the production meters of all units told of it whole.</summary>
    public Energy? Produced(int hour) => _expectedMinutes[hour] > 0 && _producedMinutes[hour] == _expectedMinutes[hour]
        ? Energy.FromMicroKilowattHours(_produced[hour])
        : null;

    /// <summary>Hours of a point, while its holder has it, that rest on readings which nobody measured.</summary>
    public decimal EstimatedHours(PodMembership point) =>
        _estimated.TryGetValue(point.Pod, out var readings)
            ? readings.Where(reading => point.Covers(reading.Start.InZone(MarketHour.Rome).Date))
                .Select(reading => (reading.Start, reading.Minutes)).Distinct().Sum(reading => reading.Minutes) / 60m
            : 0m;

    private void AddProduced(Reading reading)
    {
        if (reading.Produced is not { } made) return;
        var hour = (int)((reading.Start.ToUnixTimeSeconds() / 3600) - _month.FirstHour);
        _produced[hour] += made.MicroKilowattHours;
        _producedMinutes[hour] += reading.Minutes;
    }

    private void AddEstimated(Reading reading)
    {
        if (!_estimated.TryGetValue(reading.Pod.Code, out var list)) _estimated[reading.Pod.Code] = list = [];
        list.Add(reading);
    }
}
