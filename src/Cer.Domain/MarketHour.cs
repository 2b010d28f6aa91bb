using NodaTime;

namespace Cer.Domain;

/// <summary>One hour of settlement, held as the instant it begins; the local clock is only a label.</summary>
public readonly record struct MarketHour
{
    public static readonly DateTimeZone Rome = DateTimeZoneProviders.Tzdb["Europe/Rome"];

    private MarketHour(Instant start) => Start = start;

    public Instant Start { get; }

    public Instant End => Start + Duration.FromHours(1);

    /// <summary>The Rome day the hour belongs to.</summary>
    public LocalDate Day => Start.InZone(Rome).Date;

    /// <summary>Place in the day, counted: 1 to 24, and to 23 or 25 when the clocks change.</summary>
    public int Ordinal => 1 + (int)(Start - StartOf(Day)).TotalHours;

    /// <exception cref="ArgumentException">The instant is not on the hour.</exception>
    public static MarketHour StartingAt(Instant instant) =>
        instant.ToUnixTimeTicks() % NodaConstants.TicksPerHour == 0
            ? new(instant)
            : throw new ArgumentException($"Found {instant}, expected an instant on the hour.", nameof(instant));

    /// <summary>The instant at which a Rome day begins.</summary>
    public static Instant StartOf(LocalDate day) => Rome.AtStartOfDay(day).ToInstant();

    /// <summary>The span of a Rome day: 23, 24 or 25 hours.</summary>
    public static Interval SpanOf(LocalDate day) => new(StartOf(day), StartOf(day.PlusDays(1)));

    /// <summary>Every hour of a Rome day, in order.</summary>
    public static IEnumerable<MarketHour> Of(LocalDate day)
    {
        var span = SpanOf(day);
        for (var start = span.Start; start < span.End; start += Duration.FromHours(1)) yield return new(start);
    }

    /// <summary>The hour of a Rome day by its ordinal, as GME numbers it: 1 to 23, 24 or 25.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The day has no such hour.</exception>
    public static MarketHour At(LocalDate day, int ordinal)
    {
        var span = SpanOf(day);
        var start = span.Start + Duration.FromHours(ordinal - 1);
        return ordinal >= 1 && start < span.End
            ? new(start)
            : throw new ArgumentOutOfRangeException(
                nameof(ordinal), $"Found hour {ordinal} of {day:uuuu'-'MM'-'dd}, expected 1 to {(int)span.Duration.TotalHours}.");
    }
}
