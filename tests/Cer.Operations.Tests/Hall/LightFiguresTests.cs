using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Operations.Hall;
using Cer.Settlement.Detecting;
using NodaTime;

namespace Cer.Operations.Tests.Hall;

/// <summary>Street lights against the sun of central southern Italy, whose times were worked out by hand.</summary>
public sealed class LightFiguresTests
{
    private static readonly SitePlace Place = SitePlace.Of(MarketZone.Csud);

    /// <summary>
    /// At 41.7° N, 13.3° E the sun stands above 4° by cos H = (sin 4° - sin φ sin δ) / (cos φ cos δ): in June from 06:03 to 20:15,
    /// in December from 08:02 to 16:08, on the day of 25 hours from 06:58 to 16:44. Whole hours in between are hours of sun.
    /// </summary>
    [Theory]
    [InlineData(2026, 6, 21, 13)]
    [InlineData(2026, 12, 21, 7)]
    [InlineData(2026, 10, 25, 9)]
    public void An_hour_of_sun_is_one_in_which_the_sun_is_up_all_along(int year, int month, int day, int hours)
    {
        var figures = LightFigures.Of(BuildingFiguresTests.Day(new(year, month, day), _ => 1m), Place);
        Assert.Equal((hours, hours * 1_000_000L), (figures.SunHours, figures.Sun));
    }

    [Fact]
    public void Lights_that_burn_by_day_on_three_days_are_told_and_a_trial_of_an_hour_is_not()
    {
        // 2 kW at night; what watches over them takes 50 W all day. On three days two hours of noon, on one day a single one.
        PointHour[] hours =
        [
            .. Enumerable.Range(1, 10).SelectMany(day => BuildingFiguresTests.Day(
                new(2026, 6, day + 14),
                clock => clock.Hour is >= 22 or < 4 ? 2m
                    : (day <= 3 && clock.Hour is (12 or 13)) || (day == 4 && clock.Hour == 12) ? 2m : 0.05m)),
        ];
        var figures = LightFigures.Of(hours, Place);
        // In the middle of June it is dark from 21:19 to 04:58: the whole hours from 22 to 4, all of 2 kWh.
        Assert.Equal(2m, figures.DarkKw);
        Assert.Equal(3, figures.LitDays);
        Assert.Equal([2, 2, 2, 1, 0, 0, 0, 0, 0, 0], figures.Days.Select(day => day.LitHours));
        // Of 13 hours of sun a day: 3 × (2 × 2 + 11 × 0.05) + (2 + 12 × 0.05) + 6 × 13 × 0.05 = 20.15 kWh.
        Assert.Equal(20_150_000, figures.Sun);
    }

    [Fact]
    public void Without_a_dark_hour_nobody_can_tell_whether_they_burn()
    {
        var noon = MarketHour.StartOf(new(2026, 6, 21)) + Duration.FromHours(12);
        var figures = LightFigures.Of([new(noon, 1_000_000, null, null)], Place);
        Assert.Null(figures.DarkKw);
        Assert.Equal(0, figures.LitDays);
    }

    [Fact]
    public void Lights_that_are_off_altogether_do_not_burn()
    {
        var figures = LightFigures.Of(BuildingFiguresTests.Day(new(2026, 6, 21), _ => 0m), Place);
        Assert.Equal((0m, 0), (figures.DarkKw, figures.LitDays));
    }
}
