using System.Globalization;
using Cer.Workflows.Schedules;

namespace Cer.Workflows.Tests.Schedules;

/// <summary>Times worked by hand with a calendar. In 2026 Rome's clocks change on 29 March (01:00Z) and 25 October (01:00Z).</summary>
public class CronScheduleTests
{
    public static TheoryData<string, string, string, string> Times => new()
    {
        { "0 0 * * * *", "UTC", "2026-01-01T10:00:00Z", "2026-01-01T11:00:00Z" },
        { "*/15 * * * * *", "UTC", "2026-01-01T10:00:01Z", "2026-01-01T10:00:15Z" },
        { "30 8 * * *", "UTC", "2026-01-01T09:00:00Z", "2026-01-02T08:30:00Z" },
        { "0 0 12 * * MON-FRI", "UTC", "2026-01-02T12:00:00Z", "2026-01-05T12:00:00Z" },
        { "0 0 0 * * 7", "UTC", "2026-01-01T00:00:00Z", "2026-01-04T00:00:00Z" },
        { "0 0 0 L * *", "UTC", "2026-02-01T00:00:00Z", "2026-02-28T00:00:00Z" },
        { "0 0 0 29 2 *", "UTC", "2026-01-01T00:00:00Z", "2028-02-29T00:00:00Z" },
        { "0 0 22-2 * * *", "UTC", "2026-01-01T23:30:00Z", "2026-01-02T00:00:00Z" },
        { "0 0 3 * * *", "Europe/Rome", "2026-01-01T12:00:00Z", "2026-01-02T02:00:00Z" },
        { "0 0 3 * * *", "Europe/Rome", "2026-07-01T12:00:00Z", "2026-07-02T01:00:00Z" },
        // 02:30 is not there on 29 March: the first instant after it is 03:00, which is 01:00Z.
        { "0 30 2 * * *", "Europe/Rome", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z" },
        { "0 30 2 * * *", "Europe/Rome", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z" },
        // 02:30 is there twice on 25 October: once only, the first time.
        { "0 30 2 * * *", "Europe/Rome", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z" },
        { "0 30 2 * * *", "Europe/Rome", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z" },
    };

    [Theory, MemberData(nameof(Times))]
    public void The_next_time_is_the_calendars(string text, string zone, string after, string next) =>
        Assert.Equal(At(next), CronSchedule.Parse(text).Next(At(after), CronSchedule.Zone(zone)));

    [Theory]
    [InlineData("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", 23)]
    [InlineData("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", 25)]
    [InlineData("2026-06-10T22:00:00Z", "2026-06-11T22:00:00Z", 24)]
    public void Every_hour_comes_once_in_days_of_23_24_and_25_hours(string from, string to, int hours)
    {
        var schedule = CronSchedule.Parse("0 0 * * * *");
        List<DateTimeOffset> times = [];
        for (var at = schedule.Next(At(from).AddSeconds(-1), CronSchedule.Zone("Europe/Rome"))!.Value; at < At(to);
            at = schedule.Next(at, CronSchedule.Zone("Europe/Rome"))!.Value) times.Add(at);
        Assert.Equal(hours, times.Count);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.Equal(TimeSpan.FromHours(1), pair.Second - pair.First));
    }

    [Theory]
    [InlineData("* * *", "3 fields")]
    [InlineData("61 * * * * *", "the second")]
    [InlineData("0 0 25 * * *", "the hour")]
    [InlineData("0 0 0 0 * *", "the day of the month")]
    [InlineData("0 0 0 * FOO *", "the month")]
    [InlineData("0 */0 * * * *", "the minute")]
    public void What_is_no_schedule_is_refused_with_the_field(string text, string word) =>
        Assert.Contains(word, Assert.Throws<FormatException>(() => CronSchedule.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_day_that_never_comes_has_no_next_time() =>
        Assert.Null(CronSchedule.Parse("0 0 0 30 2 *").Next(At("2026-01-01T00:00:00Z"), TimeZoneInfo.Utc));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
