using Cer.Domain;
using Cer.Operations.Homes;
using Cer.Operations.Viewing;
using NodaTime;

namespace Cer.Operations.Tests.Homes;

public class BestHoursTests
{
    private static readonly LocalDate Monday = new(2026, 6, 22);

    [Fact]
    public void Hours_that_gave_more_than_was_taken_are_the_best_and_are_told_in_words()
    {
        var forecast = new BestHours(Weeks(28, hour => hour is >= 10 and < 14 ? 10 : hour is 15 ? 9 : 1, _ => 5)).Of(Monday);
        Assert.Equal(24, forecast.Count);
        Assert.Equal("10:00–14:00, 15:00–16:00", BestHours.Words(BestHours.Best(forecast)));
        Assert.Empty(BestHours.Best(new BestHours(Weeks(28, _ => 1, _ => 5)).Of(Monday)));
    }

    [Fact]
    public void What_is_taken_is_that_of_the_same_weekday()
    {
        var forecast = new BestHours(Weeks(28, _ => 1, day => day == IsoDayOfWeek.Monday ? 8 : 2)).Of(Monday);
        Assert.All(forecast, hour => Assert.Equal(8m, hour.Withdrawn));
        Assert.All(new BestHours(Weeks(28, _ => 1, day => day == IsoDayOfWeek.Monday ? 8 : 2)).Of(Monday.PlusDays(1)),
            hour => Assert.Equal(2m, hour.Withdrawn));
    }

    [Fact]
    public void What_is_given_follows_the_height_of_the_sun()
    {
        // Weeks before the spring equinox: at noon the sun rises by a tenth of a degree each two hours and a half.
        var day = new LocalDate(2026, 3, 22);
        var noon = new BestHours(Weeks(28, _ => 100, _ => 5, day)).Of(day).Single(hour => hour.Hour.Ordinal == 13);
        // By the declination, -0.1 now and -5.4 degrees in the mean of the weeks: sin 47.4 over sin 42.1 is 1.098.
        Assert.InRange(noon.Injected, 107m, 113m);
        // At night nothing comes from the sun, so nothing is made of it.
        Assert.Equal(100m, new BestHours(Weeks(28, _ => 100, _ => 5, day)).Of(day)[2].Injected);
    }

    [Fact]
    public void Of_less_than_a_week_nothing_is_concluded()
    {
        Assert.Empty(new BestHours(Weeks(6, _ => 1, _ => 1)).Of(Monday));
        Assert.Empty(new BestHours([]).Of(Monday));
    }

    [Fact]
    public void The_days_of_23_and_25_hours_have_so_many()
    {
        var hours = new BestHours(Weeks(28, _ => 9, _ => 1, new(2026, 10, 25)));
        Assert.Equal(25, hours.Of(new(2026, 10, 25)).Count);
        Assert.Equal(23, hours.Of(new(2026, 3, 29)).Count);
    }

    private static IReadOnlyList<HourFigures> Weeks(
        int days, Func<int, decimal> given, Func<IsoDayOfWeek, decimal> taken, LocalDate? before = null) =>
        [.. Enumerable.Range(1, days).SelectMany(back => MarketHour.Of((before ?? Monday).PlusDays(-back)))
            .Select(hour => new HourFigures(hour)
        {
            Injected = Energy.FromKilowattHours(given(hour.Start.InZone(MarketHour.Rome).Hour)),
            Withdrawn = Energy.FromKilowattHours(taken(hour.Day.DayOfWeek)),
        })];
}
