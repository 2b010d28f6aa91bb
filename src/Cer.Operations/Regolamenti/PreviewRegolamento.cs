using Cer.Domain;
using Cer.Domain.Community;
using Cer.Exchange.Contract;
using Cer.Exchange.Faults;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using Cer.Settlement;
using Cer.Settlement.Distributing;
using Cer.Settlement.Months;
using NodaTime;

namespace Cer.Operations.Regolamenti;

/// <summary>Shares past months out by rules that are tried, with the functions of the settlement; nothing is stored.</summary>
/// <remarks>
/// A closed month is tried on what it was closed on; the part of the year's surplus is that of the run, as in an explanation.
/// </remarks>
public sealed class PreviewRegolamento(StoredContract contract, ICommunityStore communities, IRunStore runs)
{
    /// <summary>The most months of one preview.</summary>
    public const int MostMonths = 12;

    private const int UsualMonths = 3;

    /// <summary>Tries rules on months.</summary>
    /// <param name="community">The community.</param>
    /// <param name="content">The rules, as JSON.</param>
    /// <param name="months">The months; the last three that were settled when none is named.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<PreviewOutcome> RunAsync(
        CommunityId community, ReadOnlyMemory<byte> content, IReadOnlyList<MarketMonth> months, CancellationToken cancellation)
    {
        var faults = new FaultList();
        var definition = await communities.LoadAsync(community, null, cancellation)
            ?? throw new InvalidOperationException("Found no definition of the community, expected one.");
        if (RegolamentoText.Read(content, definition.Community.Members, faults) is not { } tried) return new PreviewOutcome.Refused(faults);

        var rows = (await runs.MonthsAsync(community, cancellation))
            .ToDictionary(row => new MarketMonth(row.Settled.Month.Year, row.Settled.Month.Month));
        MarketMonth[] asked = months.Count > 0 ? [.. months.Distinct().Order()] : [.. rows.Keys.Order().TakeLast(UsualMonths)];
        if (asked.Length == 0) return new PreviewOutcome.NotSettled("Found no settled month, expected one to try the rules on.");
        var made = new List<PreviewMonth>();
        foreach (var month in asked)
        {
            if (!rows.TryGetValue(month, out var row))
                return new PreviewOutcome.NotSettled($"Found no settlement of {month}, expected a month that was settled.");
            var material = await contract.ReadAsync(
                community, month, month, null, row.Closed, null, faults, cancellation);
            if (material is null) return new PreviewOutcome.Refused(faults);
            var kept = await runs.MembersAsync(community, row.Settled.Month, cancellation);
            var shared = Distributed.Try(faults, () => Of(material.Input, month, row, kept, tried));
            if (shared is null) return new PreviewOutcome.Refused(faults);
            made.Add(shared);
        }

        return new PreviewOutcome.Made(made, Absent(tried, definition.Community, made));
    }

    private static PreviewMonth Of(
        SettlementInput input,
        MarketMonth at,
        MonthRow row,
        IReadOnlyList<Ports.MemberMonth> kept,
        Distribution tried)
    {
        var month = new MonthSettler(input).Settle(at);
        var surplus = row.Settled.Surplus ?? Money.Zero;
        var before = input.DistributionIn(at) is { } today
            ? MonthDistribution.Deal(today, month, month.Premium, month.Cac, surplus)
            : null;
        var after = MonthDistribution.Deal(tried, month, month.Premium, month.Cac, surplus);
        var funds = (before?.Funds ?? []).Concat(after.Funds).Select(fund => fund.Fund)
            .Distinct(StringComparer.Ordinal).Order(CodePointOrder.Instance);
        return new(
            new YearMonth(at.Year, at.Month),
            row.RunId,
            IsOfRun(month, before, kept),
            month.Premium - surplus,
            month.Cac,
            surplus,
            [.. month.Members.Select((member, i) => new PreviewMonth.MemberPart(member.Member, before?.Members[i], after.Members[i]))],
            [.. funds.Select(fund => new PreviewMonth.FundPart(fund, In(before, fund), In(after, fund)))]);
    }

    private static bool IsOfRun(MonthSettlement month, PaidMonth? before, IReadOnlyList<Ports.MemberMonth> kept)
    {
        var stored = kept.ToDictionary(member => member.Member, StringComparer.Ordinal);
        if (stored.Count != month.Members.Count) return false;
        for (var i = 0; i < month.Members.Count; i++)
        {
            if (!stored.TryGetValue(month.Members[i].Member.Id, out var old)) return false;
            var now = before?.Members[i];
            if ((old.Tip, old.Cac, old.Surplus) != (now?.Premium, now?.Cac, now?.Surplus)) return false;
        }

        return true;
    }

    private static DealtAmount? In(PaidMonth? month, string fund) =>
        month?.Funds.Where(one => one.Fund == fund).Select(one => one.Amount).FirstOrDefault();

    /// <summary>Those named one by one: <c>all</c> is meant of whoever is there.</summary>
    private static string[] Absent(Distribution tried, EnergyCommunity community, List<PreviewMonth> months)
    {
        var present = months.SelectMany(month => month.Members).Select(part => part.Member.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. tried.Steps.Select(step => step.Audience).Append(tried.Surplus.Audience).OfType<Audience>()
                .Where(audience => audience.Members.Count < community.Members.Count(member => !member.Enterprise))
                .SelectMany(audience => audience.Members)
                .Where(member => !present.Contains(member))
                .Distinct(StringComparer.Ordinal)
                .Order(CodePointOrder.Instance),
        ];
    }
}
