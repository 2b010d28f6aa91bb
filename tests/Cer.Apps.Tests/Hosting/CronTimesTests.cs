using System.Globalization;
using NetDaemon.Extensions.Scheduler;

namespace Cer.Apps.Tests.Hosting;

public class CronTimesTests
{
    private static readonly TimeZoneInfo Rome = TimeZoneInfo.FindSystemTimeZoneById("Europe/Rome");

    [Theory]
    [InlineData("*/15 * * * *", "2026-06-10T10:07:00+02:00", "2026-06-10T10:15:00+02:00")]
    [InlineData("0 8 * * 1-5", "2026-06-12T09:00:00+02:00", "2026-06-15T08:00:00+02:00")]
    [InlineData("30 6 1 * *", "2026-06-10T10:00:00+02:00", "2026-07-01T06:30:00+02:00")]
    [InlineData("0 0 29 2 *", "2026-06-10T10:00:00+02:00", "2028-02-29T00:00:00+01:00")]
    [InlineData("0 12 * * 7", "2026-06-10T10:00:00+02:00", "2026-06-14T12:00:00+02:00")]
    // The last Sunday of March has no half past two, that of October has it twice.
    [InlineData("30 2 * * *", "2026-03-29T01:00:00+01:00", "2026-03-30T02:30:00+02:00")]
    [InlineData("30 2 * * *", "2026-10-25T01:00:00+02:00", "2026-10-25T02:30:00+02:00")]
    [InlineData("30 2 * * *", "2026-10-25T02:30:00+02:00", "2026-10-26T02:30:00+01:00")]
    public void A_cron_expression_goes_by_the_local_clock(string cron, string from, string expected) =>
        Assert.Equal(Time(expected), CronTimes.Parse(cron, false).After(Time(from), Rome));

    [Fact]
    public void Seconds_come_first_where_they_are_asked_for() => Assert.Equal(
        Time("2026-06-10T10:00:30+02:00"), CronTimes.Parse("30 * * * * *", true).After(Time("2026-06-10T10:00:00+02:00"), Rome));

    [Theory]
    [InlineData("* * * *")]
    [InlineData("61 * * * *")]
    [InlineData("a * * * *")]
    [InlineData("* * * * * *")]
    public void What_is_no_cron_expression_is_refused_with_a_sentence(string cron)
    {
        var fault = Assert.Throws<FormatException>(() => CronTimes.Parse(cron, false));
        Assert.Contains("expected five fields", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_expression_that_never_comes_ends() =>
        Assert.Null(CronTimes.Parse("0 0 31 2 *", false).After(Time("2026-06-10T10:00:00+02:00"), Rome));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
