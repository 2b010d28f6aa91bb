using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using NodaTime;

namespace Cer.Settlement.Closing;

/// <summary>The hours of a month of one point: what is known of each series, and what was decided.</summary>
internal sealed class PointHours(
    MarketMonth month, ReadingGrid readings, HourQualities qualities, int pod, IReadOnlyList<AcceptedSpan> accepted)
{
    private const int Withdrawal = -1;

    private readonly PointMonth? _known = readings.Find(month, pod);
    private readonly int[] _units = readings.UnitsOf(pod).ToArray();

    public MarketMonth Month => month;

    /// <summary>The series that are expected: what the point withdraws (negative), and what each unit injects.</summary>
    public IEnumerable<int> Series => _units.Prepend(Withdrawal);

    /// <summary>Place of the hour at which a Rome day begins, kept within the month.</summary>
    public int PlaceOf(LocalDate day) =>
        day <= month.FirstDay ? 0 : day > month.LastDay ? month.HourCount : (int)(MarketMonth.HourOf(day) - month.FirstHour);

    /// <summary>The first hour in which a series is expected.</summary>
    public int BeginOf(int unit) => unit == Withdrawal ? 0 : PlaceOf(readings.Units[unit].InService);

    /// <summary>What is the matter with an hour of a series; null when it is measured.</summary>
    public NeedySpan? NeedAt(int unit, int place)
    {
        var hour = month.FirstHour + place;
        var series = unit == Withdrawal ? _known?.Withdrawn : _known?.Injected[Array.IndexOf(_units, unit)];
        var known = series is not null && series.FirstGap(place, place + 1) > place;
        HourNeed? need = !known ? HourNeed.Missing : qualities.Of(pod, unit, hour) switch
        {
            Quality.Estimated => HourNeed.Estimated,
            Quality.Calculated => HourNeed.Calculated,
            _ => null,
        };
        if (need is not { } what) return null;
        var (code, name) = (readings.Pods[pod], unit == Withdrawal ? null : readings.Units[unit].Id);
        AcceptanceKind? decision = null;
        // Whichever comes first, the answer is the same: of two that fit, the lesser is told.
        foreach (var span in accepted)
            if (span.Covers(code, name, hour, what) && (decision is null || span.Kind < decision)) decision = span.Kind;
        return new(code, name, hour, hour + 1, what, decision);
    }
}
