using Cer.Domain;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Viewing;

/// <summary>The hours of a few units, as they are stored.</summary>
public sealed class UnitHourView(NpgsqlDataSource db) : IUnitHourView
{
    private const string ReadSql = """
        select distinct on (hour.starts_at, hour.unit_id) unit.code, hour.starts_at, hour.produced_ukwh, hour.injected_ukwh
        from core.energy_hour as hour
        join core.unit as unit on unit.community_id = hour.community_id and unit.id = hour.unit_id
        where hour.community_id = $1 and hour.pod_id = any ($2) and hour.unit_id = any ($3)
          and hour.starts_at >= $4 and hour.starts_at < $5 and ($6::timestamptz is null or hour.made_at <= $6)
        order by hour.starts_at, hour.unit_id, hour.revision desc
        """;

    public async Task<IReadOnlyList<UnitHourFigures>> ReadAsync(
        CommunityId community,
        IReadOnlyCollection<int> points,
        IReadOnlyCollection<int> units,
        Interval span,
        Instant? at,
        CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            ReadSql,
            row => new UnitHourFigures(
                row.GetString(0),
                MarketHour.StartingAt(row.ReadInstant(1)),
                new(row.ReadEnergyOrNone(2), row.ReadEnergyOrNone(3))),
            cancellation,
            community.Value,
            points.ToArray(),
            units.ToArray(),
            span.Start.ToUtc(),
            span.End.ToUtc(),
            at?.ToUtc());
    }
}
