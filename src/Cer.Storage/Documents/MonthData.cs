using Cer.Operations.Documents;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Documents;

/// <summary>Reads from PostgreSQL what runs say of units, funds and members.</summary>
public sealed class MonthData(NpgsqlDataSource db) : IMonthData
{
    private const string MembersSql = """
        with latest as (
          select month, run_id from core.standing_month where community_id = $1 and month between $2 and $3)
        select month.month, member.code, month.withdrawn_ukwh, month.injected_ukwh, month.shared_ukwh,
          month.tip_cents, month.cac_cents, month.surplus_cents
        from latest
        join core.member_month as month
          on month.community_id = $1 and month.month = latest.month and month.run_id = latest.run_id
        join core.member as member on member.community_id = month.community_id and member.id = month.member_id
        order by month.month, member.code
        """;

    private const string IdsSql = "select code, id from core.member where community_id = $1";

    public async Task<IReadOnlyList<UnitMonth>> UnitsAsync(
        CommunityId community, YearMonth month, long run, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.UnitsAsync(community, run, month, cancellation);
    }

    public async Task<IReadOnlyList<FundMonth>> FundsAsync(
        CommunityId community, YearMonth month, long run, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.FundsAsync(community, run, month, cancellation);
    }

    public async Task<IReadOnlyList<MemberMonth>> MembersAsync(
        CommunityId community, YearMonth from, YearMonth to, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
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
            from.ToColumn(),
            to.ToColumn());
    }

    public async Task<IReadOnlyDictionary<string, int>> MemberIdsAsync(
        CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var ids = await connection.ListAsync(
            IdsSql, row => KeyValuePair.Create(row.GetString(0), row.GetInt32(1)), cancellation, community.Value);
        return new Dictionary<string, int>(ids, StringComparer.Ordinal);
    }
}
