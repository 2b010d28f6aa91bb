using Cer.Domain;
using Cer.Operations.Closing;
using Cer.Operations.Paying;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using NodaTime;

namespace Cer.Operations.Hall;

/// <summary>What needs a hand of months: closing them, approving their payments, and amounts that GSE tells otherwise.</summary>
/// <remarks>
/// Whether a month may be closed is asked of all its readings. So the oldest few are looked at, and what was found is good for
/// some minutes; the page of the month looks anew.
/// </remarks>
public sealed class MonthMatters(
    IRunStore runs, ViewClosing closing, IPayableStore payables, ViewMoney money, TimeProvider time)
{
    /// <summary>So many months, from the oldest, are looked at: they are closed in this order.</summary>
    public const int MostMonths = 3;

    /// <summary>A difference of less is rounding.</summary>
    public static readonly Money Tolerance = new(100);

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(3);

    private readonly ShortMemory<(CommunityId Community, YearMonth Month, long Run), IReadOnlyList<ClosingBlock>> _blocks =
        new(Fresh, time);

    private readonly ShortMemory<(CommunityId Community, int Year), MoneyYear?> _years = new(Fresh, time);

    public async Task<(IReadOnlyList<Matter> Matters, int Unseen)> RunAsync(
        CommunityId community, Instant now, CancellationToken cancellation)
    {
        var rows = await runs.MonthsAsync(community, cancellation);
        if (rows.Count == 0) return ([], 0);
        MonthRow[] open = [.. rows
            .Where(row => row.Closed is null && EndOf(row) <= now).OrderBy(row => row.Settled.Month)];
        List<Matter> matters = [];
        List<MonthRow> ready = [];
        foreach (var row in open.Take(MostMonths))
        {
            var month = row.Settled.Month;
            var blocks = await _blocks.GetAsync(
                (community, month, row.NewestRunId), key => BlocksAsync(key.Community, key.Month), cancellation);
            if (blocks.Count == 0) ready.Add(row);
            else matters.Add(new(MatterKind.MonthHeld, 1, EndOf(row)) { Months = [month], Blocks = blocks });
        }

        if (ready.Count > 0)
            matters.Add(new(MatterKind.MonthReady, ready.Count, EndOf(ready[0])) { Months = MonthsOf(ready) });
        if (await ApprovalAsync(community, rows, cancellation) is { } approval) matters.Add(approval);
        if (await DifferenceAsync(community, rows, now, cancellation) is { } difference) matters.Add(difference);
        return (matters, Math.Max(0, open.Length - MostMonths));
    }

    private async Task<IReadOnlyList<ClosingBlock>> BlocksAsync(CommunityId community, YearMonth month) =>
        (await closing.RunAsync(community, new(month.Year, month.Month), CancellationToken.None)).Blocks;

    /// <summary>Closed months whose payments nobody approved, and payments that not enough people did.</summary>
    private async Task<Matter?> ApprovalAsync(
        CommunityId community, IReadOnlyList<MonthRow> rows, CancellationToken cancellation)
    {
        var kept = await payables.KeptAsync(
            community, rows.Min(row => row.Settled.Month), rows.Max(row => row.Settled.Month), cancellation);
        var latest = kept.GroupBy(payable => payable.Month).ToDictionary(
            month => month.Key, month => month.MaxBy(payable => payable.Revision)!);
        MonthRow[] waiting = [.. rows
            .Where(row => latest.TryGetValue(row.Settled.Month, out var known) ? !known.IsApproved : row.Closed is not null)
            .OrderBy(row => row.Settled.Month)];
        if (waiting.Length == 0) return null;
        return new(MatterKind.Approval, waiting.Length, waiting.Min(Since))
        {
            Months = MonthsOf(waiting),
            Part = waiting.Count(row => latest.ContainsKey(row.Settled.Month)),
        };

        Instant Since(MonthRow row) => latest.TryGetValue(row.Settled.Month, out var known) && known.Approvals.Count > 0
            ? known.Approvals.Min(approval => approval.At)
            : row.Closed?.HoursAt ?? row.When;
    }

    /// <summary>What GSE told beside what was settled, once it told all of a month, and what arrived beside what it told.</summary>
    private async Task<Matter?> DifferenceAsync(
        CommunityId community, IReadOnlyList<MonthRow> rows, Instant now, CancellationToken cancellation)
    {
        var today = now.InZone(MarketHour.Rome).Date;
        List<(YearMonth Month, Money Size, Instant Since)> found = [];
        // Before the last two years, whatever differed was settled with GSE or never will be.
        foreach (var year in rows.Select(row => row.Settled.Month.Year).Distinct().Where(year => year >= today.Year - 2))
        {
            if (await _years.GetAsync((community, year), YearAsync, cancellation) is not { } page) continue;
            foreach (var month in page.Months)
            {
                var key = new YearMonth(month.Expected.Month.Year, month.Expected.Month.Month);
                var advised = today > month.Expected.Dates.BalancePublished ? month.AdvisedLessAccrued : null;
                var size = Math.Max(Size(advised), Size(month.ReceivedLessAdvised));
                if (size < Tolerance.Cents) continue;
                var since = page.Entries.Where(entry => entry.Stands && entry.What.Month == key).Min(entry => entry.At);
                found.Add((key, new(size), since));
            }
        }

        return found.Count == 0
            ? null
            : new(MatterKind.Difference, found.Count, found.Min(month => month.Since))
            {
                Months = [.. found.Select(month => month.Month).Order()],
                Largest = found.MaxBy(month => month.Size.Cents).Size,
            };
    }

    private Task<MoneyYear?> YearAsync((CommunityId Community, int Year) key) =>
        money.RunAsync(key.Community, key.Year, CancellationToken.None);

    private static long Size(Money? difference) => Math.Abs(difference?.Cents ?? 0);

    private static Instant EndOf(MonthRow row) =>
        MarketHour.StartOf(row.Settled.Month.PlusMonths(1).OnDayOfMonth(1));

    private static YearMonth[] MonthsOf(IEnumerable<MonthRow> rows) => [.. rows.Select(row => row.Settled.Month)];
}
