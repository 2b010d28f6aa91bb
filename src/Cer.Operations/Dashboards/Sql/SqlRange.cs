using NodaTime;

namespace Cer.Operations.Dashboards.Sql;

/// <summary>The span that a panel shows, and into how many points its width can tell it apart.</summary>
public sealed record SqlRange(Instant From, Instant To, int MaxPoints = SqlRange.UsualPoints)
{
    public const int UsualPoints = 1000;

    /// <summary>The only lengths of groups: none is longer than an hour, for a day of Rome is no multiple of an hour of UTC.</summary>
    public static readonly IReadOnlyList<string> Intervals = ["1m", "5m", "10m", "15m", "30m", "1h"];

    /// <summary>The shortest interval that gives no more than the points that fit; at most an hour.</summary>
    public string Interval =>
        Intervals.FirstOrDefault(length => (To - From).TotalSeconds / Seconds(length) <= Math.Max(1, MaxPoints)) ?? Intervals[^1];

    /// <summary>The length of one of the <see cref="Intervals" />.</summary>
    public static int Seconds(string interval) => interval switch
    {
        "1m" => 60,
        "5m" => 300,
        "10m" => 600,
        "15m" => 900,
        "30m" => 1800,
        "1h" => 3600,
        _ => throw new ArgumentException($"Found the interval '{interval}', expected one of {string.Join(", ", Intervals)}."),
    };
}
