using Cer.Settlement.Watching;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Cer.Settlement.Tests.Watching;

/// <summary>What must hold of the checks whatever the days were.</summary>
public class WatchingProperties
{
    private const long Kwh = 1_000_000;
    private const int Days = 31;
    private static readonly LocalDate First = new(2026, 3, 1);
    private static readonly Gen<int[]> Amounts = Gen.Choose(1, 1000).ArrayOf(Days);
    private static readonly Gen<int[]> Weathers = Gen.Choose(1, 100).ArrayOf(Days);

    [Fact]
    public void Whatever_the_weather_units_that_all_follow_it_are_never_weak() => Prop.ForAll(
        Weathers.ToArbitrary(),
        weather => WeakProduction.Find([Under(weather, 3), Under(weather, 7), Under(weather, 20)], 3, 0.9m, 1).Count == 0)
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_the_weather_a_unit_that_stands_still_among_others_is_weak_and_it_alone() => Prop.ForAll(
        Weathers.ToArbitrary(),
        Gen.Choose(0, 2).ToArbitrary(),
        (weather, still) =>
        {
            var units = new[] { 3, 7, 20 }.Select((power, unit) => Under(weather, power, unit == still)).ToList();
            return WeakProduction.Find(units, 3, 0.5m, 1) is [{ Made: 0 } weak] && weak.Unit == still
                && weak.Since == First.PlusDays(Days - 3);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Twice_as_large_units_and_limits_find_the_same() => Prop.ForAll(
        Weathers.ToArbitrary(),
        Weathers.ToArbitrary(),
        (one, other) =>
        {
            var small = WeakProduction.Find([Under(one, 2), Under(other, 2)], 3, 0.5m, 10 * Kwh);
            var large = WeakProduction.Find([Under(one, 4), Under(other, 4)], 3, 0.5m, 20 * Kwh);
            return small.Select(weak => (weak.Unit, weak.Since, weak.Made * 2)).SequenceEqual(
                large.Select(weak => (weak.Unit, weak.Since, weak.Made)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_point_that_takes_the_same_each_week_is_never_odd() => Prop.ForAll(
        Amounts.ToArbitrary(),
        amounts => AbnormalUse.Find(Uses(day => amounts[day % 7]), 7, 1, 1, 0) is null).QuickCheckThrowOnFailure();

    [Fact]
    public void A_higher_limit_never_finds_more() => Prop.ForAll(
        Amounts.ToArbitrary(),
        amounts => AbnormalUse.Find(Uses(day => amounts[day]), 3, 4, 0.1m, 9 * Kwh) is null
            || AbnormalUse.Find(Uses(day => amounts[day]), 3, 2, 0.2m, 3 * Kwh) is not null).QuickCheckThrowOnFailure();

    [Fact]
    public void A_fall_is_told_exactly_when_the_shares_are_that_far_apart() => Prop.ForAll(
        Amounts.ToArbitrary(),
        Amounts.ToArbitrary(),
        (given, shared) =>
        {
            var days = Enumerable.Range(0, Days).Select(day => new SharedDay(
                First.PlusDays(day), given[day] * Kwh, Math.Min(given[day], shared[day]) * Kwh)).ToList();
            decimal Percent(IEnumerable<SharedDay> some) => some.Sum(day => day.Shared) * 100m / some.Sum(day => day.Given);
            var fell = Percent(days.SkipLast(7)) - Percent(days.TakeLast(7)) >= 10;
            return fell == FallingShare.Find(days, 7, 10, 0) is not null;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_values_does_not_move_their_median() => Prop.ForAll(
        Amounts.ToArbitrary(),
        amounts => Median.Of(amounts.Select(one => (decimal)one)) == Median.Of(amounts.Reverse().Select(one => (decimal)one))
            && amounts.Count(one => one <= Median.Of(amounts.Select(each => (decimal)each))) * 2 >= amounts.Length)
        .QuickCheckThrowOnFailure();

    private static SunDay[] Under(int[] weather, int power, bool stops = false) =>
    [
        .. weather.Select((part, day) => new SunDay(
            First.PlusDays(day), stops && day >= Days - 3 ? 0 : power * part * Kwh, power * 100 * Kwh)),
    ];

    private static UseDay[] Uses(Func<int, int> used) =>
        [.. Enumerable.Range(0, Days).Select(day => new UseDay(First.PlusDays(day), used(day) * Kwh))];
}
