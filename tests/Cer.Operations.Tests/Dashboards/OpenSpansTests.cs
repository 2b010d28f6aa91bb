using Cer.Operations.Dashboards.Files;
using Cer.Operations.Dashboards.Spans;
using NodaTime;
using NodaTime.Text;
using Dashboard = Cer.Operations.Dashboards.Board;

namespace Cer.Operations.Tests.Dashboards;

/// <summary>The spans of a dashboard for everybody, worked on paper: a Wednesday at 15:30 in Rome, after summer time ended.</summary>
public class OpenSpansTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 10, 28, 14, 30);

    private static Dashboard Sampled => Sample.Load().Boards.Single();

    // From and to as they are named; compared; from and to in UTC.
    public static TheoryData<string, string, string?, string, string> Oracle => new()
    {
        { "now/d", "now/d", null, "2026-10-27T23:00:00Z", "2026-10-28T22:59:59.999Z" },
        { "now-7d/d", "now", null, "2026-10-20T22:00:00Z", "2026-10-28T14:00:00Z" },
        { "now-30d/d", "now", null, "2026-09-27T22:00:00Z", "2026-10-28T14:00:00Z" },
        { "now/M", "now/M", null, "2026-09-30T22:00:00Z", "2026-10-31T22:59:59.999Z" },
        { "now-1M/M", "now-1M/M", null, "2026-08-31T22:00:00Z", "2026-09-30T21:59:59.999Z" },
        { "now/y", "now/y", null, "2025-12-31T23:00:00Z", "2026-12-31T22:59:59.999Z" },
        // A panel's own length.
        { "now-7d", "now", null, "2026-10-21T13:00:00Z", "2026-10-28T14:00:00Z" },
        // The day before has 24 hours, the month before 30 days, the year before 365.
        { "now/d", "now/d", "before", "2026-10-26T23:00:00Z", "2026-10-27T22:59:59.999Z" },
        { "now/M", "now/M", "before", "2026-08-31T22:00:00Z", "2026-09-30T21:59:59.999Z" },
        { "now/y", "now/y", "before", "2024-12-31T23:00:00Z", "2025-12-31T22:59:59.999Z" },
        { "now/M", "now/M", "year", "2025-09-30T22:00:00Z", "2025-10-31T22:59:59.999Z" },
        { "now-30d/d", "now", "year", "2025-09-27T22:00:00Z", "2025-10-28T14:00:00Z" },
        // 30 days and 16.5 hours before the midnight of 28 September: as long, to the hour.
        { "now-30d/d", "now", "before", "2026-08-28T05:00:00Z", "2026-09-27T22:00:00Z" },
    };

    [Theory, MemberData(nameof(Oracle))]
    public void A_named_span_is_counted_by_the_clock_of_Rome_and_to_the_hour(
        string from, string to, string? compare, string begins, string ends)
    {
        var found = OpenSpans.Find(Sampled, new(from, to), compare, Now)!;
        Assert.Equal((At(begins), At(ends)), (found.From, found.To));
    }

    [Fact]
    public void The_span_of_the_dashboard_is_meant_where_none_is_named_and_comes_first()
    {
        Assert.Equal(OpenSpans.Find(Sampled, new("now-30d/d", "now"), null, Now), OpenSpans.Find(Sampled, null, null, Now));
        Assert.Equal(new TimeFile("now-30d/d", "now"), OpenSpans.Of(Sampled)[0]);
        Assert.Equal(OpenSpans.Of(Sampled).Distinct(), OpenSpans.Of(Sampled));
    }

    [Theory]
    [InlineData("now-31d/d", "now", null)]
    [InlineData("now", "now-30d/d", null)]
    [InlineData("2026-10-01", "2026-10-02", null)]
    [InlineData("now-99999y", "now", null)]
    [InlineData(null, null, null)]
    [InlineData("now-30d/d", "now", "always")]
    public void Another_span_is_none(string? from, string? to, string? compare) =>
        Assert.Null(OpenSpans.Find(Sampled, new(from, to), compare, Now));

    [Fact]
    public void Whoever_asks_within_the_hour_is_told_of_the_same_span() => Assert.Equal(
        OpenSpans.Find(Sampled, null, null, Instant.FromUtc(2026, 10, 28, 14, 0)),
        OpenSpans.Find(Sampled, null, null, Instant.FromUtc(2026, 10, 28, 14, 59, 59)));

    private static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;
}
