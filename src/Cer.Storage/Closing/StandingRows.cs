using Cer.Domain.Codes;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Closing;

/// <summary>Reads where a month stands, alone or inside a transaction that closes it.</summary>
internal static class StandingRows
{
    private const string StandingSql = """
        select standing.state, standing.revision, standing.run_id, standing.newest_run_id, run.from_month, run.to_month,
          run.input_sha256, settled.status, settled.reasons, settled.injected_ukwh, settled.withdrawn_ukwh,
          settled.shared_ukwh, settled.tip_cents, settled.cac_cents, settled.surplus_cents,
          coalesce((select max(id) from core.hour_acceptance where community_id = $1 and month = $2), 0),
          not exists (select from core.standing_month as before where before.community_id = $1
            and before.month < $2 and before.state not in ('closed', 'reconciled'))
        from core.standing_month as standing
        join core.settlement_month as settled on settled.community_id = standing.community_id
          and settled.month = standing.month and settled.run_id = standing.run_id
        join core.settlement_run as run on run.community_id = settled.community_id and run.id = settled.run_id
        where standing.community_id = $1 and standing.month = $2
        """;

    private const string WorkSql = """
        select exists (select from core.touched where community_id = $1 and day >= $2 and day < $2 + interval '1 month')
          or exists (select from core.work where community_id = $1 and done_at is null
            and (kind = 'month' and period = $3 or kind = 'hours' and period like $3 || '-%'))
        """;

    public static async Task<MonthStanding?> StandingAsync(
        this NpgsqlConnection connection, CommunityId community, YearMonth month, CancellationToken cancellation)
    {
        var found = await connection.ListAsync(
            StandingSql,
            row => new MonthStanding(
                Words.State(row.GetString(0)),
                row.GetInt32(1),
                row.GetInt64(2),
                row.GetInt64(3),
                row.ReadMonth(4),
                row.ReadMonth(5),
                Convert.ToHexStringLower(row.GetFieldValue<byte[]>(6)),
                new(
                    month,
                    CodeLists.Statuses.Value(row.GetString(7)),
                    row.GetFieldValue<string[]>(8),
                    row.ReadEnergy(9),
                    row.ReadEnergy(10),
                    row.ReadEnergy(11),
                    row.ReadMoney(12),
                    row.ReadMoney(13),
                    row.ReadMoney(14)),
                row.GetInt64(15),
                row.GetBoolean(16)),
            cancellation,
            community.Value,
            month.ToColumn());
        return found.SingleOrDefault();
    }

    public static Task<bool> HasWorkAsync(
        this NpgsqlConnection connection, CommunityId community, YearMonth month, CancellationToken cancellation) =>
        connection.ScalarAsync<bool>(
            WorkSql, cancellation, community.Value, month.ToColumn(), NodaTime.Text.YearMonthPattern.Iso.Format(month));
}
