using Cer.Domain;
using Cer.Domain.Formulas;
using Cer.Exchange.Gse;
using Cer.Operations.Ports;
using Cer.Settlement.Closing;
using Cer.Settlement.Months;
using NodaTime;

namespace Cer.Operations.Reconciling;

/// <summary>Shows what a recalculation by GSE makes of a closed month, and takes it: GSE's figure is the one that is paid.</summary>
/// <remarks>
/// Closed, corrections and recalculations of a month are what GSE has advised last, item by item. The difference is due in the
/// oldest open month, as corrections by late data are.
/// </remarks>
public sealed class Recalculate(
    IRecalculationStore kept, IStatementStore statements, IRunStore runs, ReadReconciliation read, TimeProvider time)
{
    private static readonly RecalculationOutcome.Conflict Changed = new(
        "Found another difference than the one that was shown, expected the same: look at it again.");

    public async Task<RecalculationPage> ViewAsync(CommunityId community, MarketMonth month, CancellationToken cancellation)
    {
        var key = new YearMonth(month.Year, month.Month);
        var (standing, proposal) = await LookAsync(community, month, key, cancellation);
        return new(key, standing, proposal, await kept.TakenAsync(community, key, key, cancellation));
    }

    /// <summary>Takes what somebody has seen: the mark says which amounts those were.</summary>
    public async Task<RecalculationOutcome> TakeAsync(
        CommunityId community, MarketMonth month, byte[] mark, string reason, string who, CancellationToken cancellation)
    {
        var key = new YearMonth(month.Year, month.Month);
        if (await kept.FindAsync(community, key, mark, cancellation) is { } before) return before;
        var (standing, proposal) = await LookAsync(community, month, key, cancellation);
        if (standing == RecalculationStanding.ToTake && proposal!.Sha256().AsSpan().SequenceEqual(mark))
            return await kept.TakeAsync(community, proposal, reason, who, Instant.FromDateTimeOffset(time.GetUtcNow()), cancellation);
        // Somebody who saw the same may have taken it while this looked.
        if (await kept.FindAsync(community, key, mark, cancellation) is { } meanwhile) return meanwhile;
        return standing == RecalculationStanding.NoOpenMonth
            ? new RecalculationOutcome.Conflict("Found no settled month that is open, expected one that takes the difference.")
            : Changed;
    }

    private async Task<(RecalculationStanding Standing, RecalculationProposal? Proposal)> LookAsync(
        CommunityId community, MarketMonth month, YearMonth key, CancellationToken cancellation)
    {
        var codes = await read.CodesAsync(community, cancellation);
        var advised = AdvisedMonth.Of((await statements.StatementsAsync(community, key, key, cancellation))
            .Select(one => one with { Lines = codes?.Ours(one.Lines) ?? one.Lines }));
        if (advised.Settled is not { Kind: StatementKind.Recalculation } holds) return (RecalculationStanding.None, null);
        if (await kept.BasisAsync(community, key, cancellation) is not { IsClosed: true } basis) return (RecalculationStanding.Open, null);
        var after = new MonthSums(
            Cents(advised.Told(one => one.Premium)) ?? basis.Sums.Tip,
            Cents(advised.Told(one => one.Cac)) ?? basis.Sums.Cac,
            Cents(advised.Told(one => one.Surplus)) ?? basis.Sums.Surplus);
        if (after == basis.Sums) return (RecalculationStanding.Accounted, null);
        if (await DealAsync(community, month, key, basis.Sums, after, cancellation) is not { } parts)
            return (RecalculationStanding.Unknown, null);
        var units = await kept.UnitsAsync(community, key, cancellation);
        return (
            basis.OpenMonth is null ? RecalculationStanding.NoOpenMonth : RecalculationStanding.ToTake,
            new()
            {
                Month = month,
                Import = holds.Import,
                Published = holds.Published,
                Basis = basis,
                After = after,
                Kept = [.. LeftOut.Of(holds, advised.Settlements).Where(left => left.Stays).Select(left => left.What)],
                Parts = [.. Units(advised, units), .. parts],
            });
    }

    /// <summary>The parts of members and funds; null when nothing says them.</summary>
    private async Task<IReadOnlyList<Correction>?> DealAsync(
        CommunityId community, MarketMonth month, YearMonth key, MonthSums before, MonthSums after, CancellationToken cancellation)
    {
        var row = (await runs.MonthsAsync(community, cancellation)).FirstOrDefault(row => row.Settled.Month == key);
        if (row is null || await read.MaterialAsync(community, row, cancellation) is not { } material) return null;
        if (material.Input.DistributionIn(month) is not { } rule) return null;
        try
        {
            return Recalculations.Parts(rule, new MonthSettler(material.Input).Settle(month), before, after);
        }
        catch (FormulaException)
        {
            return null;
        }
    }

    /// <summary>What GSE gives each unit more or less, where it tells units; a unit that it leaves out among others has nothing.</summary>
    private static IEnumerable<Correction> Units(
        AdvisedMonth advised, IReadOnlyDictionary<string, (Money Tip, Money Cac)> before)
    {
        var (tip, cac) = (Told(one => one.Premium, line => line.Tip), Told(one => one.Cac, line => line.Cac));
        return before.OrderBy(unit => unit.Key, CodePointOrder.Instance)
            .Select(unit => new Correction(
                new(AmountKind.Unit, unit.Key), Rest(tip, unit.Key, unit.Value.Tip), Rest(cac, unit.Key, unit.Value.Cac), Money.Zero))
            .Where(part => !part.IsNothing);

        Dictionary<string, decimal>? Told(Func<MonthStatement, decimal?> item, Func<StatementLine, decimal?> part)
        {
            StatementLine[] lines = [.. (advised.Settlements.LastOrDefault(one => item(one) is not null)?.Lines ?? [])
                .Where(line => line.Unit is not null && part(line) is not null)];
            return lines.Length == 0 ? null : lines.GroupBy(line => line.Unit!, StringComparer.Ordinal)
                .ToDictionary(unit => unit.Key, unit => unit.Sum(line => part(line)!.Value), StringComparer.Ordinal);
        }

        static Money Rest(Dictionary<string, decimal>? told, string unit, Money known) =>
            told is null ? Money.Zero : Cents(told.GetValueOrDefault(unit))!.Value - known;
    }

    private static Money? Cents(decimal? eur) => eur is { } known
        ? new(decimal.ToInt64(decimal.Round(known * 100m, 0, MidpointRounding.AwayFromZero)))
        : null;
}
