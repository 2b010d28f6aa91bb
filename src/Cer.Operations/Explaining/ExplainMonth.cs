using Cer.Domain;
using Cer.Domain.Formulas;
using Cer.Exchange.Faults;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using Cer.Settlement;
using Cer.Settlement.Explaining;
using Cer.Settlement.Months;
using NodaTime;
using UnitMonth = Cer.Operations.Ports.UnitMonth;

namespace Cer.Operations.Explaining;

/// <summary>Explains amounts of a settled month: settles it again by the same functions, and keeps every step.</summary>
/// <remarks>The part of the year's surplus is that of the run: it stands on the months that were settled with it.</remarks>
public sealed class ExplainMonth(StoredContract contract, IRunStore runs, IReadingStore readings)
{
    /// <summary>Explains what is due for some units.</summary>
    /// <param name="community">The community.</param>
    /// <param name="month">The month.</param>
    /// <param name="units">Ids of the units.</param>
    /// <param name="kept">What the run has kept for each.</param>
    /// <param name="cancellation">Stops the wait.</param>
    public Task<Explanation> UnitsAsync(
        CommunityId community,
        MarketMonth month,
        IReadOnlySet<string> units,
        IReadOnlyList<UnitMonth> kept,
        CancellationToken cancellation) => ExplainAsync(
            community,
            month,
            async (row, input, settled) =>
            {
                var found = settled.Units.Where(unit => units.Contains(unit.Unit.Id)).ToArray();
                if (found.Length == 0) return new Explanation.Nothing();
                var same = found.All(unit => kept.Any(
                    old => old.Unit == unit.Unit.Id && old.Tip == unit.Premium && old.Cac == unit.Cac));
                var span = new Interval(MarketHour.StartOf(month.FirstDay), MarketHour.StartOf(month.LastDay.PlusDays(1)));
                var qualities = await HourQualities.OfAsync(readings, community, span, row.Closed?.ReadingsAt, cancellation);
                return new Explanation.Made(row.RunId, same, [.. found.SelectMany(unit =>
                {
                    var (premium, cac) = UnitExplanation.Of(input, settled, unit.Unit.Id);
                    return new[] { qualities.Mark(premium, unit.Unit.Pod), cac };
                })]);
            },
            cancellation);

    /// <summary>Explains what a member was dealt.</summary>
    public async Task<Explanation> MemberAsync(
        CommunityId community, MarketMonth month, string member, CancellationToken cancellation)
    {
        var kept = (await runs.MembersAsync(community, Key(month), cancellation)).FirstOrDefault(row => row.Member == member);
        return await ExplainAsync(
            community,
            month,
            (row, input, settled) =>
            {
                if (input.DistributionIn(month) is not { } distribution
                    || settled.Members.All(known => known.Member.Id != member))
                    return Task.FromResult<Explanation>(new Explanation.Nothing());
                var surplusOf = row.Settled.Surplus ?? Money.Zero;
                var told = MemberExplanation.Of(distribution, settled, surplusOf, member, input.VersionIn(month)?.Origin);
                var total = kept is { Tip: { } tip, Surplus: { } surplus, Cac: { } cac } ? (tip + surplus + cac).Eur : (decimal?)null;
                return Task.FromResult<Explanation>(new Explanation.Made(row.RunId, told.Eur == total, [told]));
            },
            cancellation);
    }

    private async Task<Explanation> ExplainAsync(
        CommunityId community,
        MarketMonth month,
        Func<MonthRow, SettlementInput, MonthSettlement, Task<Explanation>> explain,
        CancellationToken cancellation)
    {
        var row = (await runs.MonthsAsync(community, cancellation)).FirstOrDefault(row => row.Settled.Month == Key(month));
        if (row is null) return new Explanation.NotSettled();
        var faults = new FaultList();
        var material = await contract.ReadAsync(
            community, month, month, null, row.Closed, null, faults, cancellation);
        if (material is null) return new Explanation.Refused(faults);
        try
        {
            return await explain(row, material.Input, new MonthSettler(material.Input).Settle(month));
        }
        catch (FormulaException fault)
        {
            Distributed.Note(faults, fault);
            return new Explanation.Refused(faults);
        }
    }

    private static YearMonth Key(MarketMonth month) => new(month.Year, month.Month);
}
