using Cer.Operations.Demo;

namespace Cer.Operations.Tests.Demo;

public class DayKindsTests
{
    // From published calendars.
    [Theory]
    [InlineData(2024, 3, 31)]
    [InlineData(2025, 4, 20)]
    [InlineData(2026, 4, 5)]
    [InlineData(2027, 3, 28)]
    [InlineData(2038, 4, 25)]
    public void Easter_is_where_the_calendar_has_it(int year, int month, int day) =>
        Assert.Equal(new(year, month, day), DayKinds.Easter(year));

    [Theory]
    [InlineData(2026, 4, 6, 2)] // Easter Monday
    [InlineData(2026, 6, 2, 2)]
    [InlineData(2026, 8, 15, 2)]
    [InlineData(2025, 10, 4, 1)] // a Saturday, before the law
    [InlineData(2027, 10, 4, 2)] // a Monday, since the law
    [InlineData(2026, 4, 7, 0)]
    public void Feasts_are_no_workdays(int year, int month, int day, int kind) =>
        Assert.Equal((DayKind)kind, DayKinds.Of(new(year, month, day)));
}
