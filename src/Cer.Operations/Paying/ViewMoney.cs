using Cer.Domain;
using Cer.Domain.Community;
using Cer.Domain.Rules;
using Cer.Exchange.Faults;
using Cer.Operations.GseRequests;
using Cer.Operations.Ports;
using Cer.Operations.Reconciling;
using Cer.Operations.Settling;
using Cer.Settlement.Payments;
using NodaTime;

namespace Cer.Operations.Paying;

/// <summary>Shows the money of a year: what is expected of GSE, beside what it told and what arrived.</summary>
public sealed class ViewMoney(
    ICommunityStore communities, IRunStore runs, IMoneyStore money, IStatementStore statements, IGseRequestStore requests)
{
    private const int YearsBack = 20;

    /// <summary>The year; null when the community has no definition.</summary>
    public async Task<MoneyYear?> RunAsync(CommunityId community, int year, CancellationToken cancellation)
    {
        if (await communities.LoadAsync(community, null, cancellation) is not { } definition) return null;
        var rules = StoredContract.ReadRules(definition.Rules, new FaultList());
        var rows = (await runs.MonthsAsync(community, cancellation)).Where(row => InCalendar(row.Settled.Month)).ToArray();
        var first = Math.Max(year - YearsBack, rows.Select(row => row.Settled.Month.Year).Append(year).Min());
        var due = await money.DueAsync(community, new(first, 1), new(year, 12), cancellation);
        var settled = Settled(rows, due.ToLookup(unit => unit.Month));
        var entries = await money.EntriesAsync(community, Ledger.Incentives, new(year, 1), new(year, 12), cancellation);
        // GSE may call the units by other names: of lines that name no unit of ours the sum would be counted with its parts.
        var codes = UnitCodes.Of(definition.Community.Units, await requests.ListAsync(community, cancellation));
        var told = (await statements.StatementsAsync(community, new(year, 1), new(year, 12), cancellation))
            .Select(one => one with { Lines = codes.Ours(one.Lines) }).ToLookup(one => one.Month);
        return Make(year, first, definition.Community, rules, settled, entries, told, rows);
    }

    /// <summary>The payment days to come, as far as months that begin until now are foretold; null without a definition.</summary>
    /// <remarks>What waits and which fees are open comes of all the days before, so the plan is made of the whole past.</remarks>
    public async Task<IReadOnlyList<Payment>?> ForecastAsync(CommunityId community, LocalDate today, CancellationToken cancellation)
    {
        if (await communities.LoadAsync(community, null, cancellation) is not { } definition) return null;
        var rules = StoredContract.ReadRules(definition.Rules, new FaultList());
        var rows = (await runs.MonthsAsync(community, cancellation)).Where(row => InCalendar(row.Settled.Month)).ToArray();
        var first = Math.Max(today.Year - YearsBack, rows.Select(row => row.Settled.Month.Year).Append(today.Year).Min());
        var due = await money.DueAsync(community, new(first, 1), new(today.Year, 12), cancellation);
        var settled = Settled(rows, due.ToLookup(unit => unit.Month));
        var years = Enumerable.Range(first, today.Year - first + 1)
            .Select(one => YearMoney.Of(one, definition.Community, rules, settled)).ToArray();
        var plan = PaymentPlan.Of(years.SelectMany(one => one.Movements()), years.SelectMany(one => one.Fees));
        return [.. plan.Where(payment => payment.Day >= today)];
    }

    private static MoneyYear Make(
        int year,
        int first,
        EnergyCommunity community,
        RuleBook rules,
        Dictionary<MarketMonth, SettledDue> settled,
        IReadOnlyList<MoneyEntry> entries,
        ILookup<MarketMonth, MonthStatement> told,
        MonthRow[] rows)
    {
        // Advances of the next year fall due on the same days as the balance of this one: a payment is of all of them.
        YearMoney[] years = [.. Enumerable.Range(first, year - first + 2).Where(one => one <= MarketMonth.LastYear)
            .Select(one => YearMoney.Of(one, community, rules, settled))];
        var own = years[year - first];
        var plan = PaymentPlan.Of(years.SelectMany(one => one.Movements()), years.SelectMany(one => one.Fees));
        var byMonth = entries.ToLookup(entry => entry.What.Month);
        return new(
            year,
            [.. own.Months.Select(month => MonthMoney.Of(
                month, byMonth[new(month.Month.Year, month.Month.Month)], AdvisedMonth.Of(told[month.Month])))],
            own.Fees,
            [.. plan.Where(day => day.Movements.Any(movement => movement.Month.Year == year))],
            entries,
            [.. rows.Where(row => row.Settled.Month.Year == year)]);
    }

    private static Dictionary<MarketMonth, SettledDue> Settled(
        IEnumerable<MonthRow> rows, ILookup<YearMonth, KeptDue> due) => rows
        .Select(row => new SettledDue(
            new(row.Settled.Month.Year, row.Settled.Month.Month),
            row.Settled.Status,
            row.Settled.Surplus,
            due[row.Settled.Month].ToDictionary(
                unit => unit.Unit, unit => (unit.Premium, unit.Cac), StringComparer.Ordinal)))
        .ToDictionary(month => month.Month);

    private static bool InCalendar(YearMonth month) => month.Year is >= MarketMonth.FirstYear and <= MarketMonth.LastYear;
}
