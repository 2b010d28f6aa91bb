using Cer.Operations.Ports;
using Cer.Settlement.Closing;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Closing;

/// <summary>The corrections of the closed months of a community: those that were taken, and those that wait.</summary>
internal sealed class CorrectionBook(NpgsqlConnection connection, CommunityId community)
{
    private const string TakenSql = """
        select line.corrects, line.month, line.from_run, line.to_run, unit.code, member.code, line.fund, line.tip_cents,
          line.cac_cents, line.surplus_cents, line.causes
        from core.correction_line as line
        left join core.unit as unit on unit.community_id = line.community_id and unit.id = line.unit_id
        left join core.member as member on member.community_id = line.community_id and member.id = line.member_id
        where line.community_id = $1
        order by line.corrects, line.to_run, unit.code, member.code, line.fund
        """;

    // Months with a run that no correction has led to yet, and what differs between the two runs. Where a recalculation by GSE was
    // taken, GSE's figure stands: what came late is in it, or in the next.
    private const string DueSql = """
        select due.month, due.run_id, due.done_run, due.newest_run_id,
          done.definition_version <> newest.definition_version, done.rule_ids <> newest.rule_ids,
          done.program <> newest.program, done.input_sha256 <> newest.input_sha256
        from (
          select standing.*, coalesce((select max(to_run) from core.correction_line as line
            where line.community_id = standing.community_id and line.corrects = standing.month), standing.run_id) as done_run
          from core.standing_month as standing
          where standing.community_id = $1 and standing.state in ('closed', 'reconciled')
            and not exists (select from core.recalculation as told
              where told.community_id = standing.community_id and told.corrects = standing.month)) as due
        join core.settlement_run as done on done.community_id = $1 and done.id = due.done_run
        join core.settlement_run as newest on newest.community_id = $1 and newest.id = due.newest_run_id
        where due.newest_run_id > due.done_run
        order by due.month
        """;

    private const string AmountsSql = """
        select month.run_id, 0, unit.code, month.tip_cents, month.cac_cents, null::bigint
        from core.unit_month as month
        join core.unit as unit on unit.community_id = month.community_id and unit.id = month.unit_id
        where month.community_id = $1 and month.month = $2 and month.run_id in ($3, $4)
        union all
        select month.run_id, 1, member.code, month.tip_cents, month.cac_cents, month.surplus_cents
        from core.member_month as month
        join core.member as member on member.community_id = month.community_id and member.id = month.member_id
        where month.community_id = $1 and month.month = $2 and month.run_id in ($3, $4)
        union all
        select run_id, 2, fund, tip_cents, cac_cents, surplus_cents
        from core.fund_month where community_id = $1 and month = $2 and run_id in ($3, $4)
        """;

    private const string TakeSql = """
        insert into core.correction_line (community_id, corrects, month, from_run, to_run, causes, taken_by, unit_id,
          member_id, fund, tip_cents, cac_cents, surplus_cents)
        select $1, $2, $3, $4, $5, $6, $7, coalesce(unit.id, 0), coalesce(member.id, 0), sent.fund, sent.tip, sent.cac,
          sent.surplus
        from unnest($8::text[], $9::text[], $10::text[], $11::bigint[], $12::bigint[], $13::bigint[])
          as sent (unit, member, fund, tip, cac, surplus)
        left join core.unit as unit on unit.community_id = $1 and unit.code = sent.unit
        left join core.member as member on member.community_id = $1 and member.code = sent.member
        """;

    public async Task<IReadOnlyList<CorrectionLine>> TakenAsync(CancellationToken cancellation) =>
        await connection.ListAsync(
            TakenSql,
            row => new CorrectionLine(
                row.ReadMonth(0),
                row.ReadMonth(1),
                row.GetInt64(2),
                row.GetInt64(3),
                new(
                    row.ReadText(4) is { } unit ? new(AmountKind.Unit, unit)
                        : row.ReadText(5) is { } member ? new(AmountKind.Member, member)
                        : new(AmountKind.Fund, row.GetString(6)),
                    new(row.GetInt64(7)),
                    new(row.GetInt64(8)),
                    new(row.GetInt64(9))),
                row.GetFieldValue<string[]>(10)),
            cancellation,
            community.Value);

    public async Task<IReadOnlyList<CorrectionLine>> PendingAsync(CancellationToken cancellation)
    {
        var due = await connection.ListAsync(
            DueSql,
            row => new Due(row.ReadMonth(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), Causes(row)),
            cancellation,
            community.Value);
        if (due.Count == 0) return [];
        var taken = (await TakenAsync(cancellation)).ToLookup(line => line.Corrects, line => line.Difference);
        var lines = new List<CorrectionLine>();
        foreach (var month in due)
        {
            var amounts = await AmountsAsync(month, cancellation);
            lines.AddRange(Corrections.Between(amounts[month.ClosedRun], taken[month.Month], amounts[month.NewestRun])
                .Select(line => new CorrectionLine(month.Month, null, month.DoneRun, month.NewestRun, line, month.Causes)));
        }

        return lines;
    }

    /// <summary>Lays every correction that waits on a month; the transaction holds the community's lock.</summary>
    public async Task<int> TakeAsync(YearMonth month, string who, CancellationToken cancellation)
    {
        var pending = await PendingAsync(cancellation);
        foreach (var lines in pending.GroupBy(line => (line.Corrects, line.FromRun, line.ToRun)))
        {
            var differences = lines.Select(line => line.Difference).ToArray();
            await connection.RunAsync(
                TakeSql,
                cancellation,
                community.Value,
                lines.Key.Corrects.ToColumn(),
                month.ToColumn(),
                lines.Key.FromRun,
                lines.Key.ToRun,
                lines.First().Causes.ToArray(),
                who,
                Of(AmountKind.Unit),
                Of(AmountKind.Member),
                Array.ConvertAll(Of(AmountKind.Fund), fund => fund ?? ""),
                Array.ConvertAll(differences, line => line.Tip.Cents),
                Array.ConvertAll(differences, line => line.Cac.Cents),
                Array.ConvertAll(differences, line => line.Surplus.Cents));

            string?[] Of(AmountKind kind) =>
                Array.ConvertAll(differences, line => line.Owner.Kind == kind ? line.Owner.Id : null);
        }

        return pending.Count;
    }

    private static string[] Causes(NpgsqlDataReader row)
    {
        // The hash is over everything that went in: what else it was, readings or prices, it does not say.
        string[] causes =
        [
            .. row.GetBoolean(4) ? ["definition"] : Array.Empty<string>(),
            .. row.GetBoolean(5) ? ["rules"] : Array.Empty<string>(),
            .. row.GetBoolean(6) ? ["program"] : Array.Empty<string>(),
        ];
        return row.GetBoolean(7) || causes.Length == 0 ? ["data", .. causes] : causes;
    }

    private async Task<Dictionary<long, Dictionary<AmountOwner, KeptAmount>>> AmountsAsync(
        Due month, CancellationToken cancellation)
    {
        var amounts = new Dictionary<long, Dictionary<AmountOwner, KeptAmount>>
        {
            [month.ClosedRun] = [],
            [month.NewestRun] = [],
        };
        var rows = await connection.ListAsync(
            AmountsSql,
            row => (
                Run: row.GetInt64(0),
                Owner: new AmountOwner((AmountKind)row.GetInt32(1), row.GetString(2)),
                Amount: new KeptAmount(row.ReadMoney(3), row.ReadMoney(4), row.ReadMoney(5))),
            cancellation,
            community.Value,
            month.Month.ToColumn(),
            month.ClosedRun,
            month.NewestRun);
        foreach (var (run, owner, amount) in rows) amounts[run][owner] = amount;
        return amounts;
    }

    private sealed record Due(YearMonth Month, long ClosedRun, long DoneRun, long NewestRun, string[] Causes);
}
