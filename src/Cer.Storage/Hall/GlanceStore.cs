using Cer.Operations.Hall;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Hall;

/// <summary>Sums of spans out of the sums of hours, by the rule of rep.shared_hour.</summary>
public sealed class GlanceStore(NpgsqlDataSource db) : IGlanceStore
{
    private const string SumSql = """
        select count(*)::int, max(hour.starts_at) + interval '1 hour', sum(hour.injected_ukwh)::bigint,
          sum(coalesce(run.shared_ukwh, least(hour.injected_ukwh, hour.withdrawn_ukwh)))::bigint,
          sum(run.tip_eur::numeric), count(run.tip_eur)::int, sum(run.cac_eur::numeric), count(run.cac_eur)::int,
          coalesce(sum(hour.points_known), 0)::bigint, coalesce(sum(hour.points_expected), 0)::bigint,
          coalesce(bool_and(hour.closed), false)
        from core.hour_sum as hour
        left join core.shared_sum as run on run.community_id = hour.community_id and run.starts_at = hour.starts_at
        where hour.community_id = $1 and hour.starts_at >= $2 and hour.starts_at < $3
        """;

    public async Task<GlanceTotals> SumAsync(CommunityId community, Interval span, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var rows = await connection.ListAsync(
            SumSql,
            row => new GlanceTotals(
                row.GetInt32(0),
                row.IsDBNull(1) ? null : row.ReadInstant(1),
                row.ReadEnergyOrNone(2),
                row.ReadEnergyOrNone(3),
                row.ReadValue<decimal>(4),
                row.GetInt32(5),
                row.ReadValue<decimal>(6),
                row.GetInt32(7),
                row.GetInt64(8),
                row.GetInt64(9),
                row.GetBoolean(10)),
            cancellation,
            community.Value,
            span.Start.ToUtc(),
            span.End.ToUtc());
        return rows[0];
    }
}
