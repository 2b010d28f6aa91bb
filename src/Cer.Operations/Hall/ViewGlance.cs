using Cer.Domain;
using Cer.Operations.Homes;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Hall;

/// <summary>Shows the month that runs so far, and compares like with like: the same days and hours of an earlier month.</summary>
/// <param name="store">The sums.</param>
/// <param name="estimate">What the month that runs may be worth so far: it is settled when it is over.</param>
/// <param name="time">The clock.</param>
public sealed class ViewGlance(
    IGlanceStore store, Func<CommunityId, CancellationToken, Task<MonthEstimate?>> estimate, TimeProvider time)
{
    /// <summary>An earlier span with less than this part of its hours says nothing.</summary>
    public const decimal Enough = 0.9m;

    public async Task<Glance> RunAsync(CommunityId community, YearMonth? asked, CancellationToken cancellation)
    {
        var running = Instant.FromDateTimeOffset(time.GetUtcNow()).InZone(MarketHour.Rome).Date.ToYearMonth();
        var month = asked ?? running;
        var totals = await store.SumAsync(community, SpanOf(month), cancellation);
        if (month == running && totals.TipHours < totals.Hours && await estimate(community, cancellation) is { } worth)
            totals = totals.Estimated(worth);
        if (totals.End is not { } until) return new(month, null, 0, totals, null, null);
        var due = (int)(until - SpanOf(month).Start).TotalHours;
        return new(
            month,
            until,
            due,
            totals,
            await LikeAsync(community, month, until, month.PlusMonths(-1), cancellation),
            await LikeAsync(community, month, until, month.PlusMonths(-12), cancellation));
    }

    /// <summary>The part of an earlier month that lies as far into it by the clock; a shorter month ends before.</summary>
    public static Interval LikeSpan(YearMonth month, Instant until, YearMonth earlier)
    {
        var span = SpanOf(earlier);
        if (until >= SpanOf(month).End) return span;
        var clock = until.InZone(MarketHour.Rome).LocalDateTime;
        var day = earlier.OnDayOfMonth(1).PlusDays(clock.Day - 1);
        if (day.ToYearMonth() != earlier) return span;
        var end = MarketHour.Rome.AtLeniently(day + clock.TimeOfDay).ToInstant();
        return new(span.Start, Instant.Min(span.End, end));
    }

    private static Interval SpanOf(YearMonth month) =>
        new(MarketHour.StartOf(month.OnDayOfMonth(1)), MarketHour.StartOf(month.PlusMonths(1).OnDayOfMonth(1)));

    private async Task<GlanceTotals?> LikeAsync(
        CommunityId community, YearMonth month, Instant until, YearMonth earlier, CancellationToken cancellation)
    {
        var span = LikeSpan(month, until, earlier);
        if (span.Duration == Duration.Zero) return null;
        var totals = await store.SumAsync(community, span, cancellation);
        return totals.Hours >= Enough * (decimal)span.Duration.TotalHours ? totals : null;
    }
}
