using Cer.Domain;
using Cer.Operations.Hall;
using Cer.Operations.Homes;
using Cer.Operations.Ports;
using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.Tests.Hall;

/// <summary>A month is compared with the same days and hours by the clock of an earlier one.</summary>
public sealed class GlanceTests
{
    private static readonly CommunityId Community = new(1);

    [Theory]
    // Seven in the evening of the 21st: October's clock is an hour ahead until its last Sunday.
    [InlineData("2026-11", "2026-11-21T18:00:00Z", "2026-10", "2026-09-30T22:00:00Z", "2026-10-21T17:00:00Z")]
    // Three in the morning after the hour that comes twice; in 2025 the clocks went back a day later.
    [InlineData("2026-10", "2026-10-25T02:00:00Z", "2025-10", "2025-09-30T22:00:00Z", "2025-10-25T01:00:00Z")]
    // The thirtieth, and the midnight after 28 days, are all of a February.
    [InlineData("2026-03", "2026-03-30T08:00:00Z", "2026-02", "2026-01-31T23:00:00Z", "2026-02-28T23:00:00Z")]
    [InlineData("2026-03", "2026-03-28T23:00:00Z", "2026-02", "2026-01-31T23:00:00Z", "2026-02-28T23:00:00Z")]
    // A month that is over is compared with a whole one.
    [InlineData("2026-02", "2026-02-28T23:00:00Z", "2026-01", "2025-12-31T23:00:00Z", "2026-01-31T23:00:00Z")]
    // Two o'clock does not exist on the day of 23 hours: it is three then.
    [InlineData("2026-04", "2026-04-29T00:00:00Z", "2026-03", "2026-02-28T23:00:00Z", "2026-03-29T01:00:00Z")]
    public void The_same_days_are_those_by_the_clock(string month, string until, string earlier, string from, string to)
    {
        var span = ViewGlance.LikeSpan(Month(month), At(until), Month(earlier));
        Assert.Equal(new Interval(At(from), At(to)), span);
    }

    [Fact]
    public async Task An_earlier_month_that_is_hardly_known_is_no_comparison()
    {
        var store = new FakeSums(new()
        {
            ["2026-11"] = Totals(10, "2026-11-01T10:00:00Z", 40, 30),
            ["2026-10"] = Totals(8, "2026-10-01T09:00:00Z", 40, 10),
            ["2025-11"] = Totals(9, "2025-11-01T10:00:00Z", 50, 20),
        });
        var glance = await new ViewGlance(store, Unknown, TimeProvider.System)
            .RunAsync(Community, Month("2026-11"), TestContext.Current.CancellationToken);
        // Ten hours from midnight to eleven are eleven; nine of eleven are too few.
        Assert.Equal((11, 0.75m), (glance.HoursDue, glance.Totals.Share));
        Assert.Null(glance.LastMonth);
        Assert.Null(glance.LastYear);
        store.Sums["2025-11"] = Totals(10, "2025-11-01T10:00:00Z", 50, 20);
        glance = await new ViewGlance(store, Unknown, TimeProvider.System)
            .RunAsync(Community, Month("2026-11"), TestContext.Current.CancellationToken);
        Assert.Equal(0.4m, glance.LastYear!.Share);
    }

    [Fact]
    public async Task A_month_without_an_hour_has_no_figures()
    {
        var glance = await new ViewGlance(new FakeSums([]), Unknown, TimeProvider.System)
            .RunAsync(Community, Month("2026-11"), TestContext.Current.CancellationToken);
        Assert.Null(glance.Until);
        Assert.Null(glance.Totals.Shared);
        Assert.Null(glance.Totals.Eur);
    }

    [Fact]
    public async Task What_the_running_month_is_worth_is_estimated_until_it_is_settled()
    {
        var store = new FakeSums(new()
        {
            ["2026-11"] = Totals(10, "2026-11-01T10:00:00Z", 40, 30) with { TipEur = null, TipHours = 0 },
            ["2026-10"] = Totals(8, "2026-10-01T09:00:00Z", 40, 10) with { TipEur = null, TipHours = 0 },
        });
        var view = new ViewGlance(
            store,
            (_, _) => Task.FromResult<MonthEstimate?>(new(new(1234), new(110), 2)),
            new Morning());
        var running = (await view.RunAsync(Community, null, TestContext.Current.CancellationToken)).Totals;
        Assert.Equal((12.34m, 8, 13.44m), (running.TipEur, running.TipHours, running.Eur));
        // A month that is over waits for its settlement.
        Assert.Null((await view.RunAsync(Community, Month("2026-10"), TestContext.Current.CancellationToken)).Totals.TipEur);
        // What is settled is not estimated again.
        store.Sums["2026-11"] = Totals(10, "2026-11-01T10:00:00Z", 40, 30);
        Assert.Equal(1m, (await view.RunAsync(Community, null, TestContext.Current.CancellationToken)).Totals.TipEur);
    }

    private static Task<MonthEstimate?> Unknown(CommunityId community, CancellationToken cancellation) =>
        Task.FromResult<MonthEstimate?>(null);

    private static YearMonth Month(string text) => YearMonthPattern.Iso.Parse(text).Value;

    private static Instant At(string text) => InstantPattern.General.Parse(text).Value;

    private static GlanceTotals Totals(int hours, string end, long injected, long shared) => new(
        hours,
        At(end),
        Energy.FromMicroKilowattHours(injected),
        Energy.FromMicroKilowattHours(shared),
        1m,
        hours,
        null,
        0,
        hours,
        hours,
        false);

    private sealed class FakeSums(Dictionary<string, GlanceTotals> sums) : IGlanceStore
    {
        public Dictionary<string, GlanceTotals> Sums { get; } = sums;

        public Task<GlanceTotals> SumAsync(CommunityId community, Interval span, CancellationToken cancellation)
        {
            var month = YearMonthPattern.Iso.Format(span.Start.InZone(MarketHour.Rome).Date.ToYearMonth());
            return Task.FromResult(Sums.GetValueOrDefault(
                month, new(0, null, null, null, null, 0, null, 0, 0, 0, false)));
        }
    }

    private sealed class Morning : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 1, 10, 30, 0, TimeSpan.Zero);
    }
}
