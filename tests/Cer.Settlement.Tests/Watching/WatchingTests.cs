using Cer.Settlement.Watching;
using NodaTime;

namespace Cer.Settlement.Tests.Watching;

/// <summary>Each of the checks by an example worked by hand.</summary>
public class WatchingTests
{
    private const long Kwh = 1_000_000;

    // A Monday.
    private static readonly LocalDate First = new(2026, 6, 1);

    [Fact]
    public void A_unit_that_makes_a_quarter_where_its_neighbours_make_all_is_weak_from_the_first_such_day_on()
    {
        var weak = Assert.Single(WeakProduction.Find(
            [Days(_ => 60), Days(_ => 60), Days(day => day < 9 ? 60 : 15)], looked: 3, share: 0.6m, least: Kwh));
        // Each makes 60 a day. Three days are looked at: 60 + 15 + 15 of 60 + 60 + 60.
        Assert.Equal(new(2, First.PlusDays(9), 90 * Kwh, 180 * Kwh), weak);
    }

    [Fact]
    public void Where_all_units_make_less_it_is_the_weather() =>
        Assert.Empty(WeakProduction.Find(
            [Days(day => day < 8 ? 60 : 6), Days(day => day < 8 ? 40 : 4), Days(day => day < 8 ? 60 : 6)], 3, 0.5m, Kwh));

    [Fact]
    public void A_unit_alone_is_held_against_its_worst_day()
    {
        // Its worst day made 20 of 100; half of that is 10 a day.
        IReadOnlyList<SunDay> Alone(long last) => Days(day => day >= 8 ? last : day == 4 ? 20 : 60);
        Assert.Empty(WeakProduction.Find([Alone(10)], 3, 0.5m, Kwh));
        Assert.Equal(
            new WeakSpan(0, First.PlusDays(8), 27 * Kwh, 60 * Kwh), Assert.Single(WeakProduction.Find([Alone(9)], 3, 0.5m, Kwh)));
    }

    [Fact]
    public void A_day_that_is_not_known_in_full_is_no_day_of_little_sun()
    {
        var days = Days(day => day == 10 ? null : 60);
        Assert.Empty(WeakProduction.Find([Days(_ => 60), days], 3, 0.9m, 0));
    }

    [Fact]
    public void Without_a_week_of_history_nothing_is_usual() =>
        Assert.Empty(WeakProduction.Find([[.. Days(day => day < 8 ? 60 : 0).Skip(2)]], 3, 0.5m, Kwh));

    [Fact]
    public void A_Monday_of_three_times_the_Mondays_before_is_odd_and_a_Sunday_that_is_always_low_is_not()
    {
        // Four weeks of 10 a day and 2 on Sundays, then a Monday of 30.
        var days = Uses(29, day => day == 28 ? 30 : (day % 7 == 6 ? 2 : 10));
        Assert.Equal(new OddUse(First.PlusDays(28), 1, 30 * Kwh, 10 * Kwh, true), AbnormalUse.Find(days, 2, 2.5m, 0.2m, 5 * Kwh));
        Assert.Null(AbnormalUse.Find([.. days.SkipLast(1)], 2, 2.5m, 0.2m, 5 * Kwh));
    }

    [Fact]
    public void Days_of_nearly_nothing_are_odd_too_and_are_counted()
    {
        var days = Uses(30, day => day >= 28 ? 1 : 10);
        Assert.Equal(new OddUse(First.PlusDays(28), 2, 2 * Kwh, 20 * Kwh, false), AbnormalUse.Find(days, 3, 2.5m, 0.2m, 5 * Kwh));
    }

    [Fact]
    public void A_difference_below_what_is_worth_a_word_is_not_told() =>
        Assert.Null(AbnormalUse.Find(Uses(29, day => day == 28 ? 4 : 1), 1, 2.5m, 0.2m, 5 * Kwh));

    [Fact]
    public void A_share_that_falls_from_sixty_percent_to_forty_has_fallen_by_twenty_points()
    {
        SharedDay[] days =
        [
            .. Enumerable.Range(0, 10).Select(day => new SharedDay(First.PlusDays(day), 100 * Kwh, 60 * Kwh)),
            new(First.PlusDays(10), 300 * Kwh, 120 * Kwh),
            new(First.PlusDays(11), 100 * Kwh, 40 * Kwh),
        ];
        Assert.Equal(new FallenShare(60, 40, 400 * Kwh, 160 * Kwh), FallingShare.Find(days, 2, 20, Kwh));
        Assert.Null(FallingShare.Find(days, 2, 20.1m, Kwh));
        Assert.Null(FallingShare.Find(days, 2, 20, 401 * Kwh));
    }

    [Theory]
    [InlineData(1000, 1010, 5, 1, null)] // 10 kWh are one percent
    [InlineData(1000, 1011, 5, 1, 11)]
    [InlineData(1000, 989, 5, 1, -11)]
    [InlineData(100, 104, 5, 1, null)] // more than a percent, less than 5 kWh
    [InlineData(0, 6, 5, 1, 6)]
    public void GSE_may_differ_by_the_larger_of_both_tolerances(long ours, long theirs, long least, int percent, int? difference) =>
        Assert.Equal(difference * Kwh, GseDifference.Find(ours * Kwh, theirs * Kwh, least * Kwh, percent));

    [Fact]
    public void The_median_of_an_even_number_lies_half_way()
    {
        Assert.Equal(2.5m, Median.Of([4, 1, 3, 2]));
        Assert.Equal(3, Median.Of([9, 3, 1]));
        Assert.Null(Median.Of([]));
    }

    private static List<SunDay> Days(Func<int, long?> made) =>
        [.. Enumerable.Range(0, 11).Select(day => new SunDay(First.PlusDays(day), made(day) * Kwh, 100 * Kwh))];

    private static UseDay[] Uses(int count, Func<int, long> used) =>
        [.. Enumerable.Range(0, count).Select(day => new UseDay(First.PlusDays(day), used(day) * Kwh))];
}
