using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Operations.Homes;
using Cer.Operations.Viewing;
using NodaTime;

namespace Cer.Operations.Tests.Homes;

/// <summary>What a house is told of the hours to come; the forecast itself is tested with the figures of the settlement's room.</summary>
public class HomeForecastTests
{
    private static readonly LocalDate Monday = new(2026, 6, 22);

    [Fact]
    public void What_is_left_over_is_what_was_given_and_not_shared()
    {
        // 7 kWh given and 5 taken at every hour: 5 shared, 2 left. At midnight the sun changes nothing.
        var told = Forecast(Weeks(28, given: 7, taken: 5)).Of(Monday)[0];
        Assert.Equal((2m, true), (told.Hour.Surplus.KilowattHours, told.IsTold));
        Assert.Equal(0m, Forecast(Weeks(28, given: 5, taken: 7)).Of(Monday)[0].Hour.Surplus.KilowattHours);
    }

    [Fact]
    public void An_hour_that_lacks_a_point_is_left_out()
    {
        // Days on which the meter of a family is missing look as if more were left over.
        var known = Weeks(14, given: 7, taken: 5).Concat(Weeks(28, given: 7, taken: 1)
            .Where(hour => hour.Hour.Day < Monday.PlusDays(-14)).Select(hour => hour with { Known = 9 }));
        Assert.Equal(2m, Forecast([.. known]).Of(Monday)[0].Hour.Surplus.KilowattHours);
    }

    [Fact]
    public void An_hour_of_few_members_on_one_day_keeps_its_amount_to_itself_on_every_day()
    {
        var shy = MarketHour.Of(Monday.PlusDays(-3)).ElementAt(12);
        var hours = new HomeForecast(Weeks(28, given: 7, taken: 5), Monday, MarketZone.Cnor, hour => hour.Hour != shy).Of(Monday);
        Assert.Equal([MarketHour.Of(Monday).ElementAt(12)], hours.Where(hour => !hour.IsTold).Select(hour => hour.Hour.Hour));
    }

    [Fact]
    public void Of_less_than_two_weeks_nothing_is_concluded()
    {
        Assert.Empty(Forecast(Weeks(13, given: 7, taken: 5)).Of(Monday));
        Assert.NotEmpty(Forecast(Weeks(14, given: 7, taken: 5)).Of(Monday));
        Assert.Empty(Forecast([]).Of(Monday));
    }

    [Fact]
    public void The_days_of_23_and_25_hours_have_so_many()
    {
        Assert.Equal(25, At(new(2026, 10, 25)));
        Assert.Equal(23, At(new(2026, 3, 29)));

        static int At(LocalDate day) =>
            new HomeForecast(Weeks(28, 9, 1, day), day, MarketZone.Cnor, _ => true).Of(day).Count;
    }

    private static HomeForecast Forecast(IReadOnlyCollection<HourFigures> hours) => new(hours, Monday, MarketZone.Cnor, _ => true);

    private static HourFigures[] Weeks(int days, decimal given, decimal taken, LocalDate? before = null) =>
        [.. Enumerable.Range(1, days).SelectMany(back => MarketHour.Of((before ?? Monday).PlusDays(-back)))
            .Select(hour => new HourFigures(hour)
            {
                Injected = Energy.FromKilowattHours(given),
                Withdrawn = Energy.FromKilowattHours(taken),
                Shared = Energy.FromKilowattHours(Math.Min(given, taken)),
                Known = 10,
                Expected = 10,
            })];
}
