using Cer.Settlement.Dates;
using NodaTime;

namespace Cer.Settlement.Tests;

/// <summary>The calendar of the money, against calendars of paper.</summary>
public class DatesTests
{
    // From printed calendars.
    // Of each year every day of the calendar that is neither Saturday nor Sunday and not worked: put down by hand.
    [Theory]
    [InlineData(2025, "01-01 01-06 04-21 04-25 05-01 06-02 08-15 12-08 12-25 12-26")]
    [InlineData(2026, "01-01 01-06 04-06 05-01 06-02 06-29 12-08 12-25")]
    [InlineData(2027, "01-01 01-06 03-29 06-02 06-29 10-04 11-01 12-08")]
    [InlineData(2024, "01-01 04-01 04-25 05-01 08-15 11-01 12-25 12-26")]
    public void The_holidays_of_a_year_are_those_of_the_calendar(int year, string holidays) =>
        Assert.Equal(
            holidays.Split(' '),
            Enumerable.Range(0, 365 + (year % 4 == 0 ? 1 : 0)).Select(day => new LocalDate(year, 1, 1).PlusDays(day))
                .Where(day => day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday) && !WorkingDays.IsWorking(day))
                .Select(day => NodaTime.Text.LocalDatePattern.CreateWithInvariantCulture("MM-dd").Format(day)));

    // Years that each part of the reckoning matters for: first and last Easter there can be, full moons put off, centuries.
    [Theory]
    [InlineData(1818, 3, 22)]
    [InlineData(1886, 4, 25)]
    [InlineData(1943, 4, 25)]
    [InlineData(1954, 4, 18)]
    [InlineData(1981, 4, 19)]
    [InlineData(2000, 4, 23)]
    [InlineData(2038, 4, 25)]
    [InlineData(2049, 4, 18)]
    [InlineData(2076, 4, 19)]
    [InlineData(2100, 3, 28)]
    [InlineData(2285, 3, 22)]
    [InlineData(4200, 4, 20)]
    public void Easter_of_the_odd_years_is_that_of_the_tables(int year, int month, int day) =>
        Assert.Equal(new LocalDate(year, month, day), WorkingDays.Easter(year));

    [Theory]
    [InlineData(2019, 4, 21), InlineData(2024, 3, 31), InlineData(2025, 4, 20), InlineData(2026, 4, 5)]
    [InlineData(2027, 3, 28), InlineData(2032, 3, 28), InlineData(2038, 4, 25)]
    public void Easter_falls_where_the_calendar_has_it(int year, int month, int day) =>
        Assert.Equal(new LocalDate(year, month, day), WorkingDays.Easter(year));

    [Theory]
    [InlineData("2026-04-06", false)] // Easter Monday
    [InlineData("2026-10-04", false)] // a Sunday anyhow
    [InlineData("2027-10-04", false)] // a Monday, holiday since 2026
    [InlineData("2023-10-04", true)]
    [InlineData("2026-06-02", false)]
    [InlineData("2026-12-24", true)]
    [InlineData("2029-06-29", false)] // Saints Peter and Paul, Friday
    public void A_holiday_is_no_working_day(string day, bool working) => Assert.Equal(
        working, WorkingDays.IsWorking(NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value));

    [Theory]
    [InlineData(2025, 10, "2025-12-31")]
    [InlineData(2026, 3, "2026-05-29")] // 30 and 31 May are a weekend
    [InlineData(2025, 12, "2026-02-27")]
    [InlineData(2029, 4, "2029-06-28")] // 30 June is a Saturday, the 29th a holiday
    public void The_advance_is_paid_on_the_last_working_day_of_the_month_after_its_publication(int year, int month, string day) =>
        Assert.Equal(NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value, MonthDates.Of(new(year, month)).AdvancePaid);

    [Fact]
    public void The_dates_of_October_2025_are_those_of_the_rules()
    {
        var dates = MonthDates.Of(new(2025, 10));
        Assert.Equal((new(2025, 11, 15), new LocalDate(2025, 11, 25)), (dates.Measures, dates.AdvancePublished));
        Assert.Equal(
            (new(2026, 3, 31), new(2026, 5, 15), new LocalDate(2026, 6, 30)),
            (dates.ProfilesFrom, dates.BalancePublished, dates.BalancePaid));
        Assert.Equal(new LocalDate(2030, 11, 30), dates.LastRectification);
        Assert.Equal((new(2026, 6), new YearMonth(2030, 6)), (dates.Recalculations[0], dates.Recalculations[^1]));
        Assert.Equal(9, dates.Recalculations.Count);
    }
}
