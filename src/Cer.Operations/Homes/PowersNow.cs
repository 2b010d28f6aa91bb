using Cer.Domain;
using Cer.Domain.Metering;
using NodaTime;

namespace Cer.Operations.Homes;

/// <summary>Makes powers of the newest readings: a quarter's energy over its minutes.</summary>
public sealed class PowersNow
{
    /// <summary>No reading that began longer ago says anything of now, however long it is.</summary>
    public static readonly Duration Reach = Duration.FromMinutes(60 + 60) + Late;

    private readonly Dictionary<string, Reading> _withdrawn = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Pod, string? Unit), Reading> _injected = [];
    private readonly Dictionary<(string Pod, string? Unit), Reading> _produced = [];
    private readonly Dictionary<string, Instant> _heard = new(StringComparer.Ordinal);

    /// <summary>How late the next reading may be.</summary>
    private static Duration Late => Duration.FromMinutes(15);

    /// <summary>Whether a reading tells of now: it is over, and the next cannot be in yet, or is hardly late.</summary>
    /// <remarks>A value that is told again and again looks new: who has fallen silent must not be repeated for long.</remarks>
    public static bool IsNew(Reading reading, Instant now) => IsNew(reading.Start, reading.Minutes, now);

    /// <summary>The same of a row that is no reading any more.</summary>
    public static bool IsNew(Instant start, int minutes, Instant now)
    {
        var age = now - start - Duration.FromMinutes(minutes);
        return age >= Duration.Zero && age < Duration.FromMinutes(Math.Min(minutes, 60)) + Late;
    }

    /// <summary>Takes a reading in; one that is not over, or too old, counts for nothing.</summary>
    public void Add(Reading reading, Instant now)
    {
        if (!IsNew(reading, now)) return;
        var (pod, end) = (reading.Pod.Code, reading.Start + Duration.FromMinutes(reading.Minutes));
        if (!_heard.TryGetValue(pod, out var last) || last < end) _heard[pod] = end;
        if (reading.Meter == MeterRole.Exchange && reading.Withdrawn is not null) Keep(_withdrawn, pod, reading);
        if (reading.Meter == MeterRole.Exchange && reading.Injected is not null) Keep(_injected, (pod, reading.Unit), reading);
        if (reading.Produced is not null) Keep(_produced, (pod, reading.Unit), reading);
    }

    /// <summary>The powers of some points together.</summary>
    public HomePower Of(IReadOnlyCollection<string> pods) => new(
        Sum(Units(_produced, pods), reading => reading.Produced),
        Sum(Units(_injected, pods), reading => reading.Injected),
        Sum(pods.Select(pod => _withdrawn.GetValueOrDefault(pod)).OfType<Reading>(), reading => reading.Withdrawn),
        pods.Count(_heard.ContainsKey),
        pods.Count)
    {
        Until = pods.Where(_heard.ContainsKey).Select(pod => (Instant?)_heard[pod]).Min(),
    };

    private static void Keep<TKey>(Dictionary<TKey, Reading> kept, TKey key, Reading reading)
        where TKey : notnull
    {
        if (!kept.TryGetValue(key, out var last) || last.Start < reading.Start) kept[key] = reading;
    }

    /// <summary>Of a point that names its units, they; else the point itself, or its energy would count twice.</summary>
    private static IEnumerable<Reading> Units(
        Dictionary<(string Pod, string? Unit), Reading> kept, IReadOnlyCollection<string> pods) => kept
        .Where(one => pods.Contains(one.Key.Pod)).GroupBy(one => one.Key.Pod, StringComparer.Ordinal)
        .SelectMany(point => point.Any(one => one.Key.Unit is not null)
            ? point.Where(one => one.Key.Unit is not null)
            : point).Select(one => one.Value);

    private static decimal? Sum(IEnumerable<Reading> readings, Func<Reading, Energy?> quantity)
    {
        decimal? sum = null;
        foreach (var reading in readings)
            if (quantity(reading) is { } energy) sum = (sum ?? 0) + (energy.KilowattHours * 60 / reading.Minutes);
        return sum is { } power ? Math.Round(power, 3, MidpointRounding.AwayFromZero) : null;
    }
}
