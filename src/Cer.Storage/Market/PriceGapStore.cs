using Cer.Domain.Codes;
using Cer.Operations.Market;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Market;

/// <summary>Needs and gaps of prices in PostgreSQL, counted there; and the log of what was fetched.</summary>
public sealed class PriceGapStore(NpgsqlDataSource db) : IPriceGapStore
{
    // A unit needs prices once it is in service and its community exists.
    private const string NeededSql = """
        with latest as (
          select distinct on (community_id) community_id, version, constituted_on from core.definition
          where $1::int is null or community_id = $1
          order by community_id, version desc)
        select unit.market_zone, min(greatest(unit.in_service, latest.constituted_on))
        from latest
        join core.unit_terms as unit on unit.community_id = latest.community_id and unit.version = latest.version
        group by unit.market_zone
        """;

    private const string KnownSql = """
        with hours as (
          select zone, date_bin('1 hour', starts_at, timestamptz '2000-01-01 00:00+00') as hour,
            bool_or(minutes = 60) or count(distinct starts_at) filter (where minutes = 15) = 4 as whole
          from core.price
          where zone = any ($1) and starts_at >= $2 and starts_at < $3
          group by 1, 2)
        select zone, (hour at time zone 'Europe/Rome')::date as day, count(*)::int from hours where whole group by 1, 2
        """;

    private const string AddSql = """
        insert into core.price_fetch (ended_at, from_day, to_day, zones, added, corrected, problem)
        values ($1, $2, $3, $4, $5, $6, $7)
        """;

    private const string ListSql = """
        select ended_at, from_day, to_day, zones, added, corrected, problem from core.price_fetch order by id desc limit $1
        """;

    public async Task<IReadOnlyDictionary<MarketZone, LocalDate>> NeededAsync(
        CommunityId? community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var rows = await connection.ListAsync(
            NeededSql,
            row => (Zone: CodeLists.Zones.Value(row.GetString(0)), Day: row.ReadDay(1)),
            cancellation,
            community?.Value);
        return rows.ToDictionary(row => row.Zone, row => row.Day);
    }

    public async Task<IReadOnlyDictionary<(MarketZone Zone, LocalDate Day), int>> KnownAsync(
        IReadOnlyCollection<MarketZone> zones, Interval span, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var rows = await connection.ListAsync(
            KnownSql,
            row => (Zone: CodeLists.Zones.Value(row.GetString(0)), Day: row.ReadDay(1), Hours: row.GetInt32(2)),
            cancellation,
            zones.Select(CodeLists.Zones.Word).ToArray(),
            span.Start.ToUtc(),
            span.End.ToUtc());
        return rows.ToDictionary(row => (row.Zone, row.Day), row => row.Hours);
    }

    public async Task AddAsync(PriceFetch fetch, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await connection.RunAsync(
            AddSql,
            cancellation,
            fetch.At.ToUtc(),
            fetch.First.ToColumn(),
            fetch.Last.ToColumn(),
            fetch.Zones.Select(CodeLists.Zones.Word).ToArray(),
            fetch.Added,
            fetch.Corrected,
            fetch.Problem?.Storable());
    }

    public async Task<IReadOnlyList<PriceFetch>> ListAsync(int most, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            ListSql,
            row => new PriceFetch(
                row.ReadInstant(0),
                row.ReadDay(1),
                row.ReadDay(2),
                [.. row.GetFieldValue<string[]>(3).Select(CodeLists.Zones.Value)],
                row.GetInt32(4),
                row.GetInt32(5),
                row.ReadText(6)),
            cancellation,
            most);
    }
}
