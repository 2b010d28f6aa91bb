using System.Globalization;
using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Homes;

/// <summary>Hours in words.</summary>
internal static class HourWords
{
    /// <summary>Such as 10:00–13:00, 14:00–15:00, by the clock of Rome.</summary>
    /// <param name="hours">Hours by time; those that touch are told as one span.</param>
    public static string Of(IEnumerable<MarketHour> hours)
    {
        var spans = new List<(Instant From, Instant To)>();
        foreach (var hour in hours)
        {
            if (spans.Count > 0 && spans[^1].To == hour.Start) spans[^1] = (spans[^1].From, hour.End);
            else spans.Add((hour.Start, hour.End));
        }

        return string.Join(", ", spans.Select(span => $"{Clock(span.From)}–{Clock(span.To)}"));
    }

    private static string Clock(Instant at) =>
        at.InZone(MarketHour.Rome).TimeOfDay.ToString("HH:mm", CultureInfo.InvariantCulture);
}
