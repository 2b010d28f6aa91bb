using Cer.Domain;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Homes;

/// <summary>Sends the statistics of a community again from the first hour that changed to the last that is over.</summary>
/// <remarks>
/// Each sum stands on the one before, so a correction moves all that follow. Home Assistant only queues what it is sent, so it is
/// read back and compared; a future hour it would take, so none is sent; and it cannot lose an hour, so one that is not known
/// any more, and is there, is sent again without having grown.
/// </remarks>
public sealed class FeedStatistics(IHomeOutbox outbox, ReadHomeMonth months, IHomeStatistics statistics, TimeProvider time)
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(200);

    /// <summary>How long it may take until what was sent can be read.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Sends what waits; how many hours were sent, null when nothing waited.</summary>
    /// <exception cref="IOException">Home Assistant is away, refuses, or has something else than was sent.</exception>
    public async Task<int?> RunAsync(CommunityId community, string slug, CancellationToken cancellation)
    {
        if (await outbox.WaitingAsync(community, cancellation) is not var (asked, rows)) return null;
        var sent = 0;
        if (await FirstAsync(community, asked, cancellation) is { } first)
        {
            var now = Instant.FromDateTimeOffset(time.GetUtcNow());
            if (asked <= IHomeOutbox.AllDays) await ClearAsync(community, slug, first, now, cancellation);
            var sums = (await outbox.SumsAsync(community, first, cancellation))
                .ToDictionary(one => one.Key, one => one.Value.Sum, StringComparer.Ordinal);
            var last = now.InZone(MarketHour.Rome).Date;
            for (var month = MarketMonth.Of(first); month <= MarketMonth.Of(last); month = month.Next)
            {
                var span = new Interval(
                    MarketHour.StartOf(LocalDate.Max(first, month.FirstDay)),
                    Instant.Min(MarketHour.StartOf(month.LastDay.PlusDays(1)), now));
                if (span.Duration > Duration.Zero) sent += await SendAsync(community, slug, month, span, sums, cancellation);
            }
        }

        await outbox.DoneAsync(community, rows, cancellation);
        await outbox.NoteAsync(null, cancellation);
        return sent;
    }

    /// <summary>Looks whether Home Assistant still has what was sent last; if it has not, everything is put down to be sent.</summary>
    /// <returns>Whether it has.</returns>
    public async Task<bool> CheckAsync(CommunityId community, CancellationToken cancellation)
    {
        var kept = await outbox.SumsAsync(community, LocalDate.MaxIsoValue, cancellation);
        if (kept.Count == 0) return true;
        var first = kept.Values.Min(one => one.Day);
        var span = new Interval(MarketHour.StartOf(first), MarketHour.StartOf(kept.Values.Max(one => one.Day).PlusDays(1)));
        var there = await statistics.ReadAsync([.. kept.Keys], span, cancellation);
        var isWhole = kept.All(one => there.TryGetValue(one.Key, out var hours)
            && hours.Where(hour => hour.Key < MarketHour.StartOf(one.Value.Day.PlusDays(1)))
                .MaxBy(hour => hour.Key) is { Key: var at } newest
            && at >= MarketHour.StartOf(one.Value.Day) && IsSame(newest.Value, one.Value.Sum));
        if (!isWhole) await outbox.RebuildAsync(community, cancellation);
        return isWhole;
    }

    /// <summary>A series that was sent and that nothing is told of any more is taken away, before its sums are forgotten.</summary>
    private async Task ClearAsync(
        CommunityId community, string slug, LocalDate first, Instant now, CancellationToken cancellation)
    {
        var gone = (await outbox.SumsAsync(community, LocalDate.MaxIsoValue, cancellation)).Keys.ToHashSet(StringComparer.Ordinal);
        for (var month = MarketMonth.Of(first); gone.Count > 0 && month <= MarketMonth.Of(MarketDay(now)); month = month.Next)
            gone.ExceptWith((await months.RunAsync(community, slug, month, cancellation)).Select(one => one.Series.Id));
        if (gone.Count > 0) await statistics.ClearAsync(gone, cancellation);
    }

    /// <summary>The day asked for; of all days, the first with hours; null while there are none.</summary>
    private async Task<LocalDate?> FirstAsync(CommunityId community, LocalDate asked, CancellationToken cancellation) =>
        asked > IHomeOutbox.AllDays ? asked : await outbox.FirstDayAsync(community, cancellation);

    /// <param name="community">The community.</param>
    /// <param name="slug">Its word.</param>
    /// <param name="month">The month.</param>
    /// <param name="span">What of it is sent.</param>
    /// <param name="sums">Where each series stands before the span; after it, on return.</param>
    /// <param name="cancellation">Stops the wait.</param>
    private async Task<int> SendAsync(
        CommunityId community,
        string slug,
        MarketMonth month,
        Interval span,
        Dictionary<string, decimal> sums,
        CancellationToken cancellation)
    {
        var read = await months.RunAsync(community, slug, month, cancellation);
        var there = await statistics.ReadAsync([.. read.Select(one => one.Series.Id).Union(sums.Keys)], span, cancellation);
        var plans = new List<(HomeSeries Series, IReadOnlyList<HomeSumHour> Hours)>();
        var days = new List<(string Series, LocalDate Day, decimal Sum)>();
        foreach (var one in read.Concat(Gone(read, there)))
        {
            var known = there.GetValueOrDefault(one.Series.Id)?.Keys ?? [];
            var (hours, ends) = Plan(one, span, sums.GetValueOrDefault(one.Series.Id), known);
            if (hours.Count == 0) continue;
            plans.Add((one.Series, hours));
            days.AddRange(ends.Select(end => (one.Series.Id, end.Day, end.Sum)));
            sums[one.Series.Id] = hours[^1].Sum;
        }

        foreach (var (series, hours) in plans) await statistics.SendAsync(series, hours, cancellation);
        await CompareAsync(plans, span, cancellation);
        // What lies behind the last hour that is over was never sent: it is taken away with the days of the span.
        await outbox.KeepAsync(community, MarketDay(span.Start), month.LastDay, days, cancellation);
        return plans.Sum(plan => plan.Hours.Count);
    }

    /// <summary>Series that are there, of which nothing is known in the span any more.</summary>
    private static IEnumerable<HomeHours> Gone(
        IReadOnlyList<HomeHours> read, IReadOnlyDictionary<string, IReadOnlyDictionary<Instant, decimal>> there) => there
        .Where(one => one.Value.Count > 0 && read.All(known => known.Series.Id != one.Key))
        .Select(one => new HomeHours(
            new(
                one.Key,
                one.Key[(one.Key.IndexOf(':', StringComparison.Ordinal) + 1)..],
                one.Key.EndsWith(HomeSeries.Incentive, StringComparison.Ordinal)),
            []));

    private static (IReadOnlyList<HomeSumHour> Hours, IReadOnlyList<(LocalDate Day, decimal Sum)> Ends) Plan(
        HomeHours one, Interval span, decimal sum, IEnumerable<Instant> there)
    {
        var hours = new List<HomeSumHour>();
        var known = one.Changes.Keys.Where(start => start >= span.Start && start + Duration.FromHours(1) <= span.End);
        foreach (var start in known.Union(there.Where(start => start + Duration.FromHours(1) <= span.End)).Order())
        {
            var change = one.Changes.GetValueOrDefault(start);
            sum += change;
            hours.Add(new(start, change, sum));
        }

        return (hours, [.. hours.GroupBy(hour => MarketDay(hour.Start)).Select(day => (day.Key, day.Last().Sum))]);
    }

    private async Task CompareAsync(
        List<(HomeSeries Series, IReadOnlyList<HomeSumHour> Hours)> plans, Interval span, CancellationToken cancellation)
    {
        if (plans.Count == 0) return;
        var begun = time.GetTimestamp();
        for (var wait = FirstLook; ; wait *= 2)
        {
            var there = await statistics.ReadAsync([.. plans.Select(plan => plan.Series.Id)], span, cancellation);
            var wrong = plans.FirstOrDefault(plan => !(there.TryGetValue(plan.Series.Id, out var hours)
                && plan.Hours.All(hour => hours.TryGetValue(hour.Start, out var sum) && IsSame(sum, hour.Sum))));
            if (wrong.Series is null) return;
            if (time.GetElapsedTime(begun) >= Patience)
                throw new IOException($"Found other sums of {wrong.Series.Id} in Home Assistant, expected those that were sent.");
            await Task.Delay(wait, time, cancellation);
        }
    }

    private static LocalDate MarketDay(Instant at) => at.InZone(MarketHour.Rome).Date;

    // It keeps them in binary floating point.
    private static bool IsSame(decimal left, decimal right) => Math.Abs(left - right) <= 0.000001m + (Math.Abs(right) * 0.000000001m);
}
