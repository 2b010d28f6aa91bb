using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Viewing;

/// <summary>What settlement runs have kept, read for pages.</summary>
public sealed class RunView(NpgsqlDataSource db) : IRunView
{
    private const string WarningsSql = "select warnings from core.settlement_run where community_id = $1 and id = $2";

    private const string StandsOnSql = "select stands_on from core.settlement_run where community_id = $1 and id = $2";

    // A month stands as it was closed, an open one as its latest run has it.
    private const string MembersSql = """
        with latest as (select month, run_id from core.standing_month where community_id = $1)
        select month.month, member.code, month.withdrawn_ukwh, month.injected_ukwh, month.shared_ukwh,
          month.tip_cents, month.cac_cents, month.surplus_cents
        from latest
        join core.member_month as month
          on month.community_id = $1 and month.month = latest.month and month.run_id = latest.run_id
        join core.member as member on member.community_id = month.community_id and member.id = month.member_id
        where ($2::text is null or member.code = $2)
          and (not $3 or latest.month = (select max(month) from latest))
          and ($4::date is null or (latest.month = $4 and latest.run_id = $5::bigint))
        order by month.month desc, member.code
        """;

    public async Task<RunMonth> MonthAsync(
        CommunityId community, long run, YearMonth month, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var units = await connection.UnitsAsync(community, run, month, cancellation);
        var members = await MembersAsync(connection, community, null, false, month, run, cancellation);
        var funds = await connection.FundsAsync(community, run, month, cancellation);
        var warnings = await connection.ScalarAsync<string[]>(WarningsSql, cancellation, community.Value, run);
        return new(units, members, funds, warnings ?? []);
    }

    public async Task<IReadOnlyList<UnitHour>> HoursAsync(
        CommunityId community, long run, Interval span, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var below = await connection.ScalarAsync<long[]>(StandsOnSql, cancellation, community.Value, run) ?? [];
        return await new RunReader(connection, community).HoursAsync([.. below, run], span, cancellation);
    }

    public async Task<IReadOnlyList<MemberMonth>> MembersAsync(
        CommunityId community, string? member, bool lastOnly, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await MembersAsync(connection, community, member, lastOnly, null, null, cancellation);
    }

    private static Task<List<MemberMonth>> MembersAsync(
        NpgsqlConnection connection,
        CommunityId community,
        string? member,
        bool lastOnly,
        YearMonth? month,
        long? run,
        CancellationToken cancellation) => connection.ListAsync(
            MembersSql,
            row => new MemberMonth(
                row.ReadMonth(0),
                row.GetString(1),
                row.ReadEnergy(2),
                row.ReadEnergy(3),
                row.ReadEnergy(4),
                row.ReadMoney(5),
                row.ReadMoney(6),
                row.ReadMoney(7)),
            cancellation,
            community.Value,
            member,
            lastOnly,
            month?.ToColumn(),
            run);
}
