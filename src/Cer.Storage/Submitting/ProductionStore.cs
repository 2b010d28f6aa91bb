using Cer.Domain;
using Cer.Operations.Ports;
using Cer.Operations.Submitting;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Submitting;

/// <summary>Reads from the hours of units what they made.</summary>
public sealed class ProductionStore(NpgsqlDataSource db) : IProductionStore
{
    // A point itself has unit 0 and makes nothing.
    private const string Sql = """
        select extract(year from day)::int, extract(month from day)::int, sum(produced_ukwh)::bigint, count(produced_ukwh)::int
        from (
          select distinct on (pod_id, starts_at, unit_id) (starts_at at time zone 'Europe/Rome')::date as day, produced_ukwh
          from core.energy_hour
          where community_id = $1 and starts_at >= $2 and starts_at < $3 and unit_id > 0
          order by pod_id, starts_at, unit_id, revision desc) as standing
        group by 1, 2
        having count(produced_ukwh) > 0
        """;

    public async Task<IReadOnlyDictionary<MarketMonth, (Energy Produced, int Hours)>> MonthsAsync(
        CommunityId community, MarketMonth first, MarketMonth last, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var rows = await connection.ListAsync(
            Sql,
            row => (Month: new MarketMonth(row.GetInt32(0), row.GetInt32(1)), Produced: row.ReadEnergy(2), Hours: row.GetInt32(3)),
            cancellation,
            community.Value,
            Instant.FromUnixTimeSeconds(first.FirstHour * 3600).ToUtc(),
            Instant.FromUnixTimeSeconds((last.FirstHour + last.HourCount) * 3600).ToUtc());
        return rows.ToDictionary(row => row.Month, row => (row.Produced, row.Hours));
    }
}
