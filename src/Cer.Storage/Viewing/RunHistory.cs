using Cer.Domain.Codes;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Viewing;

/// <summary>The runs over a month in PostgreSQL, each beside the one before it.</summary>
public sealed class RunHistory(NpgsqlDataSource db) : IRunHistory
{
    private const int MostRuns = 200;

    private const string RunsSql = """
        select run.id, run.made_at, run.asked_by, run.program, run.rule_ids, run.input_sha256, settled.status,
          settled.tip_cents, settled.cac_cents, settled.surplus_cents, settled.shared_ukwh
        from core.settlement_month as settled
        join core.settlement_run as run on run.community_id = settled.community_id and run.id = settled.run_id
        where settled.community_id = $1 and settled.month = $2
        order by run.id desc limit $3
        """;

    // A unit or member that one of two runs does not have stands there with zeros.
    private const string ChangesSql = """
        with runs as (
          select run_id, lag(run_id) over (order by run_id) as before_id from core.settlement_month
          where community_id = $1 and month = $2),
        rows as (
          select run_id, unit_id as id, true as is_unit, shared_ukwh, tip_cents, cac_cents, 0::bigint as surplus_cents
          from core.unit_month where community_id = $1 and month = $2
          union all
          select run_id, member_id, false, shared_ukwh, tip_cents, cac_cents, surplus_cents
          from core.member_month where community_id = $1 and month = $2),
        pairs as (
          select runs.run_id, coalesce(later.id, earlier.id) as id, coalesce(later.is_unit, earlier.is_unit) as is_unit,
            coalesce(later.shared_ukwh, 0) - coalesce(earlier.shared_ukwh, 0) as shared_ukwh,
            later.id is null as is_gone, earlier.id is null as is_new,
            later.tip_cents as tip_after, earlier.tip_cents as tip_before,
            later.cac_cents as cac_after, earlier.cac_cents as cac_before,
            later.surplus_cents as surplus_after, earlier.surplus_cents as surplus_before
          from runs
          cross join lateral (
            select coalesce(l.id, e.id) as id, coalesce(l.is_unit, e.is_unit) as is_unit
            from (select * from rows where rows.run_id = runs.run_id) as l
            full join (select * from rows where rows.run_id = runs.before_id) as e on e.id = l.id and e.is_unit = l.is_unit) as who
          left join rows as later on later.run_id = runs.run_id and later.id = who.id and later.is_unit = who.is_unit
          left join rows as earlier on earlier.run_id = runs.before_id and earlier.id = who.id and earlier.is_unit = who.is_unit
          where runs.before_id is not null),
        deltas as (
          select run_id, id, is_unit, shared_ukwh,
            case when is_gone then 0 else tip_after end - case when is_new then 0 else tip_before end as tip_cents,
            case when is_gone then 0 else cac_after end - case when is_new then 0 else cac_before end as cac_cents,
            case when is_gone then 0 else surplus_after end - case when is_new then 0 else surplus_before end as surplus_cents,
            (tip_after is null) <> (tip_before is null) or (cac_after is null) <> (cac_before is null) as is_known_now
          from pairs)
        select deltas.run_id, unit.code, member.code, deltas.shared_ukwh, deltas.tip_cents, deltas.cac_cents,
          case when deltas.is_unit then null else deltas.surplus_cents end
        from deltas
        left join core.unit as unit on deltas.is_unit and unit.community_id = $1 and unit.id = deltas.id
        left join core.member as member on not deltas.is_unit and member.community_id = $1 and member.id = deltas.id
        where deltas.shared_ukwh <> 0 or deltas.tip_cents <> 0 or deltas.cac_cents <> 0 or deltas.surplus_cents <> 0
          or deltas.is_known_now
        order by deltas.run_id, deltas.is_unit desc, unit.code, member.code
        """;

    public async Task<IReadOnlyList<RunOfMonth>> RunsAsync(
        CommunityId community, YearMonth month, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var changes = (await connection.ListAsync(
            ChangesSql,
            row => (Run: row.GetInt64(0), Change: new RunChange(
                row.IsDBNull(1) ? null : row.GetString(1),
                row.IsDBNull(2) ? null : row.GetString(2),
                row.GetInt64(3),
                row.ReadMoney(4),
                row.ReadMoney(5),
                row.ReadMoney(6))),
            cancellation,
            community.Value,
            month.ToColumn())).ToLookup(row => row.Run, row => row.Change);
        return await connection.ListAsync(
            RunsSql,
            row => new RunOfMonth(
                row.GetInt64(0),
                row.ReadInstant(1),
                row.GetString(2),
                row.GetString(3),
                row.GetFieldValue<string[]>(4),
                Convert.ToHexStringLower(row.GetFieldValue<byte[]>(5)),
                CodeLists.Statuses.Value(row.GetString(6)),
                row.ReadMoney(7),
                row.ReadMoney(8),
                row.ReadMoney(9),
                row.GetInt64(10),
                [.. changes[row.GetInt64(0)]]),
            cancellation,
            community.Value,
            month.ToColumn(),
            MostRuns);
    }
}
