using Cer.Operations.Paying;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Paying;

/// <summary>Which plants' energy GSE buys, in PostgreSQL, and the hours of their injections.</summary>
public sealed class SaleStore(NpgsqlDataSource db) : ISaleStore
{
    private const string SpansSql = """
        select distinct on (plant.code) plant.code, sale.from_day, sale.to_day, sale.reason,
          coalesce(person.name, sale.declared_by), sale.declared_at
        from core.plant_sale as sale
        join core.plant as plant on plant.community_id = sale.community_id and plant.id = sale.plant_id
        left join core.person as person on sale.declared_by = 'person:' || person.id
        where sale.community_id = $1
        order by plant.code, sale.revision desc
        """;

    private const string DeclareSql = """
        with declared as (
          insert into core.plant_sale (community_id, plant_id, revision, from_day, to_day, reason, declared_by, declared_at)
          select $1, $2, 1 + coalesce((
            select max(revision) from core.plant_sale where community_id = $1 and plant_id = $2), 0),
            $3::date, $4::date, $5, $6, $7
          where exists (select from core.plant where community_id = $1 and id = $2)
          returning revision),
        noted as (
          insert into core.audit (community_id, who, what, detail)
          select $1, $6, 'plant_sale', jsonb_build_object('plant', $2::int, 'revision', revision) from declared)
        select revision from declared
        """;

    private const string InjectedSql = """
        select distinct on (hour.pod_id, hour.starts_at, hour.unit_id) unit.code, hour.starts_at, hour.injected_ukwh
        from core.energy_hour as hour
        join core.unit as unit on unit.community_id = hour.community_id and unit.id = hour.unit_id
        where hour.community_id = $1 and unit.code = any ($2) and hour.starts_at >= $3 and hour.starts_at < $4
          and hour.pod_id in (
            select terms.pod_id from core.unit_terms as terms
            join core.unit as sold on sold.community_id = terms.community_id and sold.id = terms.unit_id
            where terms.community_id = $1 and sold.code = any ($2))
        order by hour.pod_id, hour.starts_at, hour.unit_id, hour.revision desc
        """;

    public async Task<IReadOnlyList<SaleSpan>> SpansAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            SpansSql,
            row => new SaleSpan(
                row.GetString(0), DayOrNone(row, 1), DayOrNone(row, 2), row.GetString(3), row.GetString(4), row.ReadInstant(5)),
            cancellation,
            community.Value);
    }

    public async Task<bool> DeclareAsync(
        CommunityId community,
        int plant,
        LocalDate? from,
        LocalDate? to,
        string reason,
        string who,
        Instant when,
        CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        var revision = await connection.ScalarAsync<int?>(
            DeclareSql,
            cancellation,
            community.Value,
            plant,
            from?.ToColumn(),
            to?.ToColumn(),
            reason.Storable(),
            who.Storable(),
            when.ToUtc());
        await transaction.CommitAsync(cancellation);
        return revision is not null;
    }

    public async Task<IReadOnlyDictionary<(string Unit, Instant Start), long?>> InjectedAsync(
        CommunityId community, IReadOnlyCollection<string> units, Interval span, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var rows = await connection.ListAsync(
            InjectedSql,
            row => (Unit: row.GetString(0), Start: row.ReadInstant(1), Injected: row.ReadValue<long>(2)),
            cancellation,
            community.Value,
            units.ToArray(),
            span.Start.ToUtc(),
            span.End.ToUtc());
        var found = new Dictionary<(string, Instant), long?>();
        foreach (var row in rows)
            if (row.Injected is not null || !found.ContainsKey((row.Unit, row.Start))) found[(row.Unit, row.Start)] = row.Injected;
        return found;
    }

    private static LocalDate? DayOrNone(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.ReadDay(column);
}
