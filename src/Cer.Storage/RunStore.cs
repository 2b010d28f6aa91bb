using Cer.Domain.Codes;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage;

/// <summary>Settlement runs in PostgreSQL: written whole in one transaction, never touched again.</summary>
public sealed class RunStore(NpgsqlDataSource db) : IRunStore
{
    private const string MonthsSql = """
        select settled.month, settled.status, settled.reasons, settled.injected_ukwh, settled.withdrawn_ukwh,
          settled.shared_ukwh, settled.tip_cents, settled.cac_cents, settled.surplus_cents,
          standing.state, settled.run_id, run.program, run.made_at, run.rule_ids, standing.newest_run_id,
          run.definition_version, closed.readings_at, closed.changed_at
        from core.standing_month as standing
        join core.settlement_month as settled on settled.community_id = standing.community_id
          and settled.month = standing.month and settled.run_id = standing.run_id
        join core.settlement_run as run on run.community_id = settled.community_id and run.id = settled.run_id
        left join core.month_state as closed on closed.community_id = settled.community_id
          and closed.month = settled.month and closed.state = 'closed'
        where standing.community_id = $1
        order by settled.month
        """;

    private const string MembersSql = """
        select member.code, month.withdrawn_ukwh, month.injected_ukwh, month.shared_ukwh,
          month.tip_cents, month.cac_cents, month.surplus_cents
        from core.member_month as month
        join core.member as member on member.community_id = month.community_id and member.id = month.member_id
        where month.community_id = $1 and month.month = $2
          and month.run_id = (
            select run_id from core.standing_month where community_id = $1 and month = $2)
        order by member.code
        """;

    private const string CommunitySql = "select community_id from core.settlement_run where id = $1";

    private const string StateSql = """
        insert into core.month_state (community_id, month, revision, state, run_id, changed_by)
        select $1, $2, coalesce(max(revision), 0) + 1, $3, $4, $5
        from core.month_state where community_id = $1 and month = $2
        """;

    public async Task<StoredRun> StoreAsync(SettlementRun run, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(run.Community.Value, cancellation);
        var stored = await new RunWriter(connection, run).StoreAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return stored;
    }

    public async Task<CommunityId?> CommunityOfAsync(long run, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ScalarAsync<int?>(CommunitySql, cancellation, run) is { } found ? new CommunityId(found) : null;
    }

    public Task<KeptRun?> FindAsync(CommunityId community, long run, CancellationToken cancellation) =>
        ReadAsync(community, reader => reader.ReadAsync(run, cancellation), cancellation);

    public Task<KeptRun?> FindAsync(
        CommunityId community, YearMonth from, YearMonth to, string program, int version, CancellationToken cancellation) =>
        ReadAsync(community, reader => reader.BaseAsync(from, to, program, version, cancellation), cancellation);

    public Task<IReadOnlyList<MemberMonth>> MembersAsync(
        CommunityId community, KeptRun run, YearMonth month, CancellationToken cancellation) =>
        ReadAsync(community, reader => reader.MembersAsync(run, month, cancellation), cancellation);

    public Task<IReadOnlyList<UnitHour>> HoursAsync(
        CommunityId community, KeptRun run, Interval span, CancellationToken cancellation) =>
        ReadAsync(community, reader => reader.HoursAsync(run.Chain, span, cancellation), cancellation);

    public Task<IReadOnlyList<UnitEnergies>> EnergiesAsync(
        CommunityId community, KeptRun run, Interval span, CancellationToken cancellation) =>
        ReadAsync(community, reader => reader.EnergiesAsync(run.Chain, span, cancellation), cancellation);

    public async Task<IReadOnlyList<MonthRow>> MonthsAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            MonthsSql,
            row => new MonthRow(
                new(
                    row.ReadMonth(0),
                    CodeLists.Statuses.Value(row.GetString(1)),
                    row.GetFieldValue<string[]>(2),
                    row.ReadEnergy(3),
                    row.ReadEnergy(4),
                    row.ReadEnergy(5),
                    row.ReadMoney(6),
                    row.ReadMoney(7),
                    row.ReadMoney(8)),
                Words.State(row.GetString(9)),
                row.GetInt64(10),
                row.GetString(11),
                row.ReadInstant(12))
            {
                RuleIds = row.GetFieldValue<string[]>(13),
                NewestRunId = row.GetInt64(14),
                Closed = row.IsDBNull(16) ? null : new(row.GetInt32(15), row.ReadInstant(16), row.ReadInstant(17)),
            },
            cancellation,
            community.Value);
    }

    public async Task<IReadOnlyList<MemberMonth>> MembersAsync(
        CommunityId community, YearMonth month, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            MembersSql,
            row => KeptMonth.Member(row, month),
            cancellation,
            community.Value,
            month.ToColumn());
    }

    public async Task SetStateAsync(
        CommunityId community,
        YearMonth month,
        MonthState state,
        long runId,
        string who,
        CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        await connection.RunAsync(
            StateSql, cancellation, community.Value, month.ToColumn(), Words.Of(state), runId, who.Storable());
        await transaction.CommitAsync(cancellation);
    }

    private async Task<T> ReadAsync<T>(CommunityId community, Func<RunReader, Task<T>> read, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await read(new(connection, community));
    }
}
