using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Hall;

/// <summary>What the hours of a building say: how much a day, how much while everybody sleeps, how much while it is closed.</summary>
/// <param name="Hours">How many hours are known.</param>
/// <param name="Days">On how many days.</param>
/// <param name="Withdrawn">What was taken from the grid, micro-kWh.</param>
/// <param name="Self">What was made there and used at once; null when it is not known of every hour.</param>
/// <param name="Night">What was taken in the hours of the night.</param>
/// <param name="NightHours">How many of those are known.</param>
/// <param name="Outside">What was taken while it was closed; null where no hours are declared.</param>
/// <param name="Peak">Micro-kW of the greatest quarter hour; null when none is known.</param>
public sealed record BuildingFigures(
    int Hours, int Days, long Withdrawn, long? Self, long Night, int NightHours, long? Outside, long? Peak)
{
    /// <summary>The hours that count as night begin at one, two and three: when the clock goes forward two of them, back four.</summary>
    public const int NightFrom = 1;

    /// <summary>Where the night ends.</summary>
    public const int NightTo = 4;

    /// <summary>Of an average day of 24 hours; null when no hour is known.</summary>
    public decimal? KwhPerDay => Hours == 0 ? null : Withdrawn * 24m / Hours / 1_000_000m;

    /// <summary>The mean power at night, which burns all the time; null when no hour of a night is known.</summary>
    public decimal? BaseKw => NightHours == 0 ? null : (decimal)Night / NightHours / 1_000_000m;

    /// <summary>Which part was taken while it was closed.</summary>
    public decimal? OutsideShare => Outside is { } outside && Withdrawn > 0 ? (decimal)outside / Withdrawn : null;

    public static BuildingFigures Of(IReadOnlyCollection<PointHour> hours, OpeningHours? open)
    {
        var (withdrawn, self, night, nightHours, outside, days) = (0L, 0L, 0L, 0, 0m, new HashSet<LocalDate>());
        var (selfKnown, peak) = (hours.Count > 0, (long?)null);
        foreach (var hour in hours)
        {
            var clock = hour.Start.InZone(MarketHour.Rome).LocalDateTime;
            days.Add(clock.Date);
            withdrawn += hour.Withdrawn;
            if (hour.Self is { } used) self += used;
            else selfKnown = false;
            if (hour.Peak is { } power && power > (peak ?? long.MinValue)) peak = power;
            if (clock.Hour is >= NightFrom and < NightTo)
            {
                night += hour.Withdrawn;
                nightHours++;
            }

            if (open is not null) outside += hour.Withdrawn * (60 - open.MinutesIn(clock)) / 60m;
        }

        return new(
            hours.Count,
            days.Count,
            withdrawn,
            selfKnown ? self : null,
            night,
            nightHours,
            open is null ? null : (long)Math.Round(outside, MidpointRounding.AwayFromZero),
            peak);
    }
}
