using Cer.Domain;
using Cer.Operations.People;
using NodaTime;

namespace Cer.Operations.Mine;

/// <summary>Puts a member's energy into that of its community.</summary>
public sealed class ReadWhole(IMineCommunity store, TimeProvider time)
{
    /// <summary>Days that are looked back when no day is asked for.</summary>
    private const int LastDays = 14;

    /// <summary>A day; the last one that is told when none is asked for, or yesterday when there is none.</summary>
    public async Task<MineWhole> DayAsync(
        SecretToken token, MineProfile profile, LocalDate? day, CancellationToken cancellation)
    {
        if (day is { } asked) return await SpanAsync(token, profile, asked, asked, cancellation);
        var today = Now.InZone(MarketHour.Rome).Date;
        var span = new Interval(MarketHour.StartOf(today.PlusDays(-LastDays)), MarketHour.StartOf(today));
        var hours = await store.CommunityAsync(token, profile, span, cancellation);
        var last = hours.Count == 0 ? today.PlusDays(-1) : hours[^1].Hour.Day;
        return await SpanAsync(token, profile, last, last, cancellation);
    }

    public Task<MineWhole> MonthAsync(
        SecretToken token, MineProfile profile, MarketMonth month, CancellationToken cancellation) =>
        SpanAsync(token, profile, month.FirstDay, month.LastDay, cancellation);

    private Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());

    private async Task<MineWhole> SpanAsync(
        SecretToken token, MineProfile profile, LocalDate first, LocalDate last, CancellationToken cancellation)
    {
        var span = new Interval(MarketHour.StartOf(first), MarketHour.StartOf(last.PlusDays(1)));
        var community = await store.CommunityAsync(token, profile, span, cancellation);
        var own = await store.OwnAsync(token, profile, span, cancellation);
        var state = community.Count > 0
            ? CommunityState.Known
            : await store.WhyUntoldAsync(token, profile, span, cancellation);
        var over = Instant.Min(Now, span.End) - span.Start;
        return new(state, first, last, community, own, Math.Max(0, (int)over.TotalHours));
    }
}
