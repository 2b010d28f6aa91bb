using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Demo;

/// <summary>A quarter of an hour as the town lives it.</summary>
/// <param name="Start">When it begins.</param>
/// <param name="Local">The same by the clock on the wall.</param>
/// <param name="Day">What kind of day it is.</param>
/// <param name="Sun">Where the sun stands in its middle.</param>
internal readonly record struct Quarter(Instant Start, LocalDateTime Local, DayKind Day, SunPosition Sun)
{
    public static readonly Duration Length = Duration.FromMinutes(15);

    /// <summary>Its number since 1970: a name for chance.</summary>
    public long Number => Start.ToUnixTimeSeconds() / 900;

    /// <summary>The hour of the day with its fraction.</summary>
    public double Clock => Local.Hour + (Local.Minute / 60.0);

    public static Quarter StartingAt(Instant start)
    {
        var local = start.InZone(MarketHour.Rome).LocalDateTime;
        var sun = Demo.Sun.At(start + (Length / 2), Place.Magliano);
        return new(start, local, DayKinds.Of(local.Date), sun);
    }
}
