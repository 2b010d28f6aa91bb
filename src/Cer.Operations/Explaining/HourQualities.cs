using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Operations.Ports;
using Cer.Settlement.Explaining;
using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.Explaining;

/// <summary>Which hours of which points rest on readings that nobody measured.</summary>
internal sealed class HourQualities
{
    private readonly Dictionary<(string Pod, long Hour), Quality> _worst = [];
    private readonly Dictionary<long, HashSet<string>> _points = [];

    public static async Task<HourQualities> OfAsync(
        IReadingStore readings, CommunityId community, Interval span, Instant? at, CancellationToken cancellation)
    {
        var qualities = new HourQualities();
        await foreach (var reading in readings.AsOfAsync(community, span, at, cancellation))
            if (reading.Meter == MeterRole.Exchange && reading.Quality != Quality.Measured) qualities.Add(reading);
        return qualities;
    }

    /// <summary>The least certain quality of a point's readings in an hour, if there are any.</summary>
    public Quality Of(string pod, MarketHour hour) => _worst.GetValueOrDefault((pod, Number(hour.Start)), Quality.Measured);

    /// <summary>How many points of an hour were not measured.</summary>
    public int Unmeasured(MarketHour hour) => _points.TryGetValue(Number(hour.Start), out var points) ? points.Count : 0;

    /// <summary>The lines of a unit's premium with the quality of the point's readings: of each hour, and the worst above.</summary>
    public ExplainedAmount Mark(ExplainedAmount line, string pod)
    {
        if (line.Code == "tip.hour")
        {
            var hour = MarketHour.StartingAt(InstantPattern.General.Parse(line.About!).Value);
            var others = Unmeasured(hour);
            return line with
            {
                Quality = Of(pod, hour),
                Facts = others == 0 ? line.Facts : [.. line.Facts, new("unmeasured_points", others, "")],
            };
        }

        if (line.Code is not ("tip" or "tip.day")) return line;
        ExplainedAmount[] parts = [.. line.Parts.Select(part => Mark(part, pod))];
        return line with { Parts = parts, Quality = parts.Max(part => part.Quality) };
    }

    private void Add(Reading reading)
    {
        var key = (reading.Pod.Code, Number(reading.Start));
        if (_worst.GetValueOrDefault(key, Quality.Measured) < reading.Quality) _worst[key] = reading.Quality;
        if (!_points.TryGetValue(key.Item2, out var points)) _points[key.Item2] = points = new(StringComparer.Ordinal);
        points.Add(reading.Pod.Code);
    }

    private static long Number(Instant start) => Math.DivRem(start.ToUnixTimeSeconds(), 3600).Quotient;
}
