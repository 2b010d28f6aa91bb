using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Settlement.Detecting;
using Cer.Settlement.Forecasting;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Cer.Settlement.Tests.Forecasting;

/// <summary>What must hold of a forecast whatever the weeks before it were.</summary>
public class SurplusProperties
{
    private static readonly SitePlace Place = SitePlace.Of(MarketZone.Cnor);
    private static readonly Gen<int[]> Amounts = Gen.Choose(0, 90_000_000).ArrayOf(28 * 24);
    private static readonly Gen<LocalDate> Dates = Gen.Choose(0, 1500).Select(days => new LocalDate(2024, 2, 1).PlusDays(days));

    [Fact]
    public void A_forecast_is_never_negative_and_never_more_than_twice_the_most_that_was_there() => Prop.ForAll(
        Amounts.ToArbitrary(),
        Dates.ToArbitrary(),
        (amounts, day) =>
        {
            var told = Forecast(History(day, (_, place) => amounts[place % amounts.Length]), day).Of(day);
            return told.Count >= 23 && told.All(one =>
                one.Surplus.MicroKilowattHours >= 0 && one.Surplus.MicroKilowattHours <= (2L * amounts.Max()) + 1);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_the_weeks_does_not_matter() => Prop.ForAll(
        Amounts.ToArbitrary(),
        Gen.Shuffle([0, 1, 2, 3]).ToArbitrary(),
        (amounts, weeks) =>
        {
            // Four weeks without a holiday and without a change of the clock: week for week the same hours.
            var day = new LocalDate(2026, 2, 11);
            var before = History(day, (_, place) => amounts[place]);
            var after = History(day, (_, place) => amounts[(weeks[place / 168] * 168) + (place % 168)]);
            // Under a sun that stands still: a week's own sun would go with it.
            return new SurplusForecast(before, day, _ => 1).Of(day).SequenceEqual(new SurplusForecast(after, day, _ => 1).Of(day))
                && Forecast(before, day).Of(day).SequenceEqual(Forecast(before.Reverse(), day).Of(day));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_constant_history_under_a_constant_sun_is_foretold_as_itself() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        Dates.ToArbitrary(),
        (amount, day) =>
        {
            var told = new SurplusForecast(History(day, (_, _) => amount), day, _ => 0.37).Of(day);
            return told.Count >= 23 && told.All(one => one.Surplus.MicroKilowattHours == amount);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_roof_that_gives_what_the_sun_gives_is_foretold_as_the_sun_of_the_day() => Prop.ForAll(
        Gen.Choose(1, 1000).ToArbitrary(),
        Dates.ToArbitrary(),
        (area, day) =>
        {
            var sky = new HourSky(Place);
            // Where the sun was not next to nothing, which is capped.
            var told = Forecast(History(day, (hour, _) => (long)(sky.Of(hour) * area * Energy.Micro)), day).Of(day)
                .Where(one => one.Hour.Start.InZone(MarketHour.Rome).Hour is >= 10 and <= 14).ToArray();
            return told.Length == 5 && told.All(one => Math.Abs(
                one.Surplus.MicroKilowattHours - (sky.Of(one.Hour) * area * Energy.Micro)) <= 2);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_of_the_day_itself_or_later_changes_its_forecast() => Prop.ForAll(
        Amounts.ToArbitrary(),
        Dates.ToArbitrary(),
        (amounts, day) =>
        {
            var history = History(day, (_, place) => amounts[place % amounts.Length]);
            var later = MarketHour.Of(day).Concat(MarketHour.Of(day.PlusDays(1)))
                .Select(hour => new SurplusHour(hour, Energy.FromKilowattHours(77)));
            return Forecast(history, day).Of(day).SequenceEqual(Forecast([.. history, .. later], day).Of(day));
        }).QuickCheckThrowOnFailure();

    private static SurplusForecast Forecast(IEnumerable<SurplusHour> history, LocalDate day) =>
        new(history, day, new HourSky(Place).Of);

    private static SurplusHour[] History(LocalDate before, Func<MarketHour, int, long> amount) =>
    [
        .. Enumerable.Range(0, 28).SelectMany(day => MarketHour.Of(before.PlusDays(day - 28)))
            .Select((hour, place) => new SurplusHour(hour, Energy.FromMicroKilowattHours(amount(hour, place)))),
    ];
}
