using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage;

/// <summary>Reads the units and funds of a month as a run has kept them: for pages and for documents alike.</summary>
internal static class KeptMonth
{
    private const string UnitsSql = """
        select unit.code, month.injected_ukwh, month.shared_ukwh, month.incentivised_ukwh, month.tip_cents, month.cac_cents
        from core.unit_month as month
        join core.unit as unit on unit.community_id = month.community_id and unit.id = month.unit_id
        where month.community_id = $1 and month.run_id = $2 and month.month = $3
        order by unit.code
        """;

    private const string FundsSql = """
        select fund, tip_cents, cac_cents, surplus_cents from core.fund_month
        where community_id = $1 and run_id = $2 and month = $3 order by fund
        """;

    /// <summary>A row of member, energies taken, given and shared, and its TIP, CAC and surplus.</summary>
    public static MemberMonth Member(NpgsqlDataReader row, YearMonth month) => new(
        month,
        row.GetString(0),
        row.ReadEnergy(1),
        row.ReadEnergy(2),
        row.ReadEnergy(3),
        row.ReadMoney(4),
        row.ReadMoney(5),
        row.ReadMoney(6));

    public static async Task<IReadOnlyList<UnitMonth>> UnitsAsync(
        this Session connection,
        CommunityId community,
        long run,
        YearMonth month,
        CancellationToken cancellation) => await connection.ListAsync(
            UnitsSql,
            row => new UnitMonth(
                month,
                row.GetString(0),
                row.ReadEnergy(1),
                row.ReadEnergy(2),
                row.ReadEnergy(3),
                row.ReadMoney(4),
                row.ReadMoney(5)),
            cancellation,
            community.Value,
            run,
            month.ToColumn());

    public static async Task<IReadOnlyList<FundMonth>> FundsAsync(
        this Session connection,
        CommunityId community,
        long run,
        YearMonth month,
        CancellationToken cancellation) => await connection.ListAsync(
            FundsSql,
            row => new FundMonth(month, row.GetString(0), row.ReadMoney(1), row.ReadMoney(2), row.ReadMoney(3)),
            cancellation,
            community.Value,
            run,
            month.ToColumn());
}
