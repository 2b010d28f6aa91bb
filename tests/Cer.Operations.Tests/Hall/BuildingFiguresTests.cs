using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Operations.Hall;
using NodaTime;

namespace Cer.Operations.Tests.Hall;

/// <summary>Base load, use while closed and mean price, against figures worked by hand, on days of 23 and 25 hours too.</summary>
public sealed class BuildingFiguresTests
{
    private static readonly LocalDate Spring = new(2026, 3, 29);
    private static readonly LocalDate Autumn = new(2026, 10, 25);
    private static readonly OpeningHours Office = new(new(8, 30), new(18, 0));

    [Fact]
    public void The_night_from_one_to_four_has_two_hours_when_the_clock_goes_forward_and_four_when_it_goes_back()
    {
        // 2 kW at night, 1 kW by day: in spring 2 + 2 + 21 × 1 kWh, in autumn 4 × 2 + 21 × 1.
        var spring = BuildingFigures.Of(Day(Spring, clock => clock.Hour is >= 1 and < 4 ? 2m : 1m), null);
        Assert.Equal((23, 2, 2m), (spring.Hours, spring.NightHours, spring.BaseKw));
        Assert.Equal(25_000_000, spring.Withdrawn);
        // Of an average day of 24 hours: 25 × 24 / 23.
        Assert.Equal(26.087m, Math.Round(spring.KwhPerDay!.Value, 3));
        var autumn = BuildingFigures.Of(Day(Autumn, clock => clock.Hour is >= 1 and < 4 ? 2m : 1m), null);
        Assert.Equal((25, 4, 2m), (autumn.Hours, autumn.NightHours, autumn.BaseKw));
        Assert.Equal(29_000_000, autumn.Withdrawn);
    }

    [Fact]
    public void What_is_taken_while_it_is_closed_is_counted_by_the_minute()
    {
        // Monday, 1 kWh each hour: open for nine and a half of 24.
        var monday = BuildingFigures.Of(Day(new(2026, 3, 30), _ => 1m), Office);
        Assert.Equal(14_500_000, monday.Outside);
        Assert.Equal(14.5m / 24m, monday.OutsideShare);
        // A Sunday is closed all along, of 23 hours and of 25.
        Assert.Equal(23_000_000, BuildingFigures.Of(Day(Spring, _ => 1m), Office).Outside);
        Assert.Equal(25_000_000, BuildingFigures.Of(Day(Autumn, _ => 1m), Office).Outside);
        // Nobody said when it opens: nothing is said of it.
        Assert.Null(BuildingFigures.Of(Day(Spring, _ => 1m), null).Outside);
    }

    [Fact]
    public void Hours_past_midnight_belong_to_the_evening_before()
    {
        var late = new OpeningHours(new(18, 0), new(2, 0));
        // Friday 27 March: two hours of Thursday evening, six of its own; Saturday has two of Friday, and its evening is closed.
        Assert.Equal(8 * 60, Open(late, new(2026, 3, 27)));
        Assert.Equal(2 * 60, Open(late, new(2026, 3, 28)));
        Assert.Equal(0, Open(late, new(2026, 3, 29)));
    }

    [Fact]
    public void Easter_Monday_is_closed_and_the_holiday_of_Rome_is_open_elsewhere()
    {
        Assert.False(OpeningHours.IsWorking(new(2026, 4, 6)));
        Assert.True(OpeningHours.IsWorking(new(2026, 6, 29)));
        Assert.False(OpeningHours.IsWorking(new(2025, 6, 29)));
    }

    [Fact]
    public void What_is_not_known_is_null_and_never_zero()
    {
        var none = BuildingFigures.Of([], Office);
        Assert.Equal((0, 0), (none.Hours, none.Days));
        Assert.Null(none.KwhPerDay);
        Assert.Null(none.BaseKw);
        Assert.Null(none.Self);
        Assert.Null(none.Peak);
        Assert.Null(none.OutsideShare);
        var hour = MarketHour.StartOf(Spring);
        var half = BuildingFigures.Of([new(hour, 1, 5, null), new(hour + Duration.FromHours(1), 1, null, 7)], null);
        Assert.Null(half.Self);
        Assert.Equal(7, half.Peak);
    }

    [Fact]
    public void The_mean_price_takes_each_hour_once_and_says_how_many_it_lacks()
    {
        var start = Instant.FromUtc(2026, 7, 1, 10, 0);
        ZonePrice Quarter(int place, decimal price) =>
            new(MarketZone.Cnor, start + Duration.FromMinutes(15 * place), 15, price);
        // The first hour has its own price, and a quarter beside it that does not count; the second is the mean of its quarters.
        var mean = MeanPrice.Of(
            MarketZone.Cnor,
            new(start, start + Duration.FromHours(3)),
            [new(MarketZone.Cnor, start, 60, 100m), Quarter(0, 999m), Quarter(4, 10m), Quarter(5, 20m), Quarter(6, 30m), Quarter(7, 40m)]);
        Assert.Equal((62.5m, 2, 3), (mean.EurPerMwh, mean.Hours, mean.HoursDue));
        Assert.Null(MeanPrice.Of(MarketZone.Cnor, new(start, start + Duration.FromHours(1)), []).EurPerMwh);
    }

    internal static PointHour[] Day(LocalDate day, Func<LocalDateTime, decimal> kwh) =>
    [
        .. MarketHour.Of(day).Select(hour => new PointHour(
            hour.Start, (long)(kwh(hour.Start.InZone(MarketHour.Rome).LocalDateTime) * 1_000_000), null, null)),
    ];

    private static int Open(OpeningHours hours, LocalDate day) =>
        Enumerable.Range(0, 24).Sum(hour => hours.MinutesIn(day + new LocalTime(hour, 0)));
}
