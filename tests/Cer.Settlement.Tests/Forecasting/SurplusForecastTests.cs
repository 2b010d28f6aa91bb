using Cer.Domain;
using Cer.Settlement.Detecting;
using Cer.Settlement.Forecasting;
using NodaTime;

namespace Cer.Settlement.Tests.Forecasting;

/// <summary>What is expected to be left over, by figures worked out by hand.</summary>
public class SurplusForecastTests
{
    // A Wednesday.
    private static readonly LocalDate Today = new(2026, 6, 10);

    [Fact]
    public void An_hour_is_expected_to_be_the_mean_of_the_same_hour_of_days_of_its_kind()
    {
        // Noon: 10 kWh on working days but 30 on Mondays, 99 on Saturdays, 50 on Sundays and on 2 June.
        var history = Days(28).Select(day => At(day, 12, (day.DayOfWeek, day) switch
        {
            (_, { Month: 6, Day: 2 }) => 50,
            (IsoDayOfWeek.Saturday, _) => 99,
            (IsoDayOfWeek.Sunday, _) => 50,
            (IsoDayOfWeek.Monday, _) => 30,
            _ => 10,
        }));
        var forecast = new SurplusForecast(history, Today, _ => 1);
        // 13 May to 9 June: 19 working days without 2 June, four of them Mondays: (4 × 30 + 15 × 10) ÷ 19.
        Assert.Equal(270_000_000 / 19.0, forecast.Of(Hour(Today, 12))!.Value.MicroKilowattHours, 0.5);
        Assert.Equal(99m, forecast.Of(Hour(new(2026, 6, 13), 12))!.Value.KilowattHours);
        Assert.Equal(50m, forecast.Of(Hour(new(2026, 6, 14), 12))!.Value.KilowattHours);
        Assert.Null(forecast.Of(Hour(Today, 13)));
    }

    [Fact]
    public void Half_the_sun_is_half_the_surplus_twice_the_most_and_no_sun_is_none()
    {
        var history = Days(28).Select(day => At(day, 12, 8)).ToArray();
        Assert.Equal(4m, Told(0.5));
        Assert.Equal(16m, Told(2));
        Assert.Equal(16m, Told(7));
        Assert.Equal(0m, Told(0));

        decimal Told(double sun) => new SurplusForecast(history, Today, hour => hour.Day < Today ? 1 : sun)
            .Of(Hour(Today, 12))!.Value.KilowattHours;
    }

    [Fact]
    public void What_comes_at_night_stays_as_it_is() => Assert.Equal(
        3m,
        new SurplusForecast(Days(28).Select(day => At(day, 1, 3)), Today, new HourSky(SitePlace.Of(Cer.Domain.Codes.MarketZone.Cnor)).Of)
            .Of(Hour(Today, 1))!.Value.KilowattHours);

    [Fact]
    public void With_thirteen_days_nothing_is_said_and_with_fourteen_it_is()
    {
        Assert.Null(new SurplusForecast(Days(13).Select(day => At(day, 12, 8)), Today, _ => 1).Of(Hour(Today, 12)));
        Assert.NotNull(new SurplusForecast(Days(14).Select(day => At(day, 12, 8)), Today, _ => 1).Of(Hour(Today, 12)));
    }

    [Fact]
    public void Days_of_23_and_25_hours_have_as_many()
    {
        Assert.Equal(25, OfDay(new(2026, 10, 25)));
        Assert.Equal(23, OfDay(new(2026, 3, 29)));
        Assert.Equal(24, OfDay(new(2026, 6, 10)));

        int OfDay(LocalDate day) => new SurplusForecast(
            Enumerable.Range(1, 28).SelectMany(back => MarketHour.Of(day.PlusDays(-back))
                .Select(hour => new SurplusHour(hour, Energy.FromKilowattHours(1)))), day, _ => 1).Of(day).Count;
    }

    [Fact]
    public void The_past_error_is_the_mean_of_what_was_wrong_by_forecasts_that_saw_nothing_of_the_day()
    {
        // 20 at noon until Tuesday 26 May. Wednesday has half the sun, so 10 is foretold, and 12 was there: wrong by 2.
        // Of Thursday, with the full sun of before, the four weeks hold 18 working days at 20 and Wednesday's 12 at half the sun:
        // mean 372 ÷ 19, sun 18,5 ÷ 19, so 372 ÷ 18,5 = 20,108108; 15 was there: wrong by 5,108108.
        var (wednesday, thursday) = (Today.PlusDays(-14), Today.PlusDays(-13));
        var before = Days(42).Where(day => day < wednesday).Select(day => At(day, 12, 20));
        SurplusHour[] known = [.. before, At(wednesday, 12, 12), At(wednesday, 3, 0), At(thursday, 12, 15)];
        var error = ForecastError.Of(known, Today, hour => hour.Day == wednesday ? 0.5 : 1)!;
        Assert.Equal((13.5m, 2, 2), (error.Surplus.KilowattHours, error.Hours, error.Days));
        Assert.Equal((2 + 5.108108) / 2, (double)error.Mean.KilowattHours, 0.000002);
        // Made a day before, nothing of Wednesday was known on it: of Thursday 20 is foretold, wrong by 5.
        var ahead = ForecastError.Of(known, Today, hour => hour.Day == wednesday ? 0.5 : 1, 1)!;
        Assert.Equal((3.5m, 13.5m, 2, 2), (ahead.Mean.KilowattHours, ahead.Surplus.KilowattHours, ahead.Hours, ahead.Days));
    }

    [Fact]
    public void A_history_that_repeats_itself_was_never_wrong_and_a_short_one_has_no_error()
    {
        var error = ForecastError.Of([.. Days(42).Select(day => At(day, 12, 8))], Today, _ => 1)!;
        Assert.Equal((0m, 8m, 14, 14), (error.Mean.KilowattHours, error.Surplus.KilowattHours, error.Hours, error.Days));
        Assert.Null(ForecastError.Of([.. Days(14).Select(day => At(day, 12, 8))], Today, _ => 1));
    }

    [Fact]
    public void The_best_hours_are_three_by_time_and_none_of_next_to_nothing()
    {
        Assert.Equal(
            [10, 11, 13],
            BestHours.Of([At(Today, 9, 4), At(Today, 13, 6), At(Today, 10, 5), At(Today, 11, 9), At(Today, 14, 5)])
                .Select(one => one.Hour.Start.InZone(MarketHour.Rome).Hour));
        Assert.Empty(BestHours.Of([new(Hour(Today, 12), Energy.FromMicroKilowattHours(99_999))]));
    }

    /// <remarks>
    /// Sunrise and sunset in Rome (41,89 N 12,48 E) by the NOAA solar calculator, to the minute, UTC; by its definition the
    /// middle of the sun is then 0,833 degrees below the horizon.
    /// </remarks>
    [Theory]
    [InlineData("2026-06-21", 3, 35, 18, 48)]
    [InlineData("2026-12-21", 6, 34, 15, 42)]
    public void The_sun_rises_and_sets_when_published_tables_say(string day, int riseHour, int rise, int setHour, int set)
    {
        var date = NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value;
        foreach (var (hour, minute) in new[] { (riseHour, rise), (setHour, set) })
        {
            var at = date.At(new LocalTime(hour, minute)).InUtc().ToInstant();
            Assert.Equal(-0.833, SunElevation.At(at, new(41.89, 12.48)), 0.35);
        }
    }

    [Fact]
    public void The_sky_gives_nothing_by_night_and_most_of_the_day_around_solar_noon()
    {
        var sky = new HourSky(SitePlace.Of(Cer.Domain.Codes.MarketZone.Cnor));
        var day = MarketHour.Of(new(2026, 6, 21)).Select(sky.Of).ToArray();
        Assert.Equal(0, day[2]);
        // Longitude 11,8: solar noon at 13:15 of the summer clock, so the hour from 13 is the highest.
        Assert.Equal(13, Array.IndexOf(day, day.Max()));
    }

    private static IEnumerable<LocalDate> Days(int many) => Enumerable.Range(1, many).Select(back => Today.PlusDays(-back));

    private static MarketHour Hour(LocalDate day, int clock) =>
        MarketHour.StartingAt(day.At(new LocalTime(clock, 0)).InZoneLeniently(MarketHour.Rome).ToInstant());

    private static SurplusHour At(LocalDate day, int clock, decimal kwh) => new(Hour(day, clock), Energy.FromKilowattHours(kwh));
}
