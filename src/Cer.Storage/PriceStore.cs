using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage;

/// <summary>Zonal prices in PostgreSQL, append-only with revisions.</summary>
public sealed class PriceStore(NpgsqlDataSource db) : IPriceStore
{
    private const int BatchSize = 4096;
    private const string LockSql = "select pg_advisory_xact_lock(hashtext('core.price'), 0)";
    private const string AppendSql = """
        with added as (
          insert into core.price (zone, starts_at, minutes, revision, eur_per_mwh, source)
          select sent.zone, sent.starts_at, sent.minutes, coalesce(known.revision, 0) + 1, sent.price, $1
          from unnest($2::text[], $3::timestamptz[], $4::smallint[], $5::numeric[])
            as sent (zone, starts_at, minutes, price)
          left join lateral (
            select revision, eur_per_mwh from core.price as p
            where p.zone = sent.zone and p.starts_at = sent.starts_at and p.minutes = sent.minutes
            order by revision desc limit 1) as known on true
          where known.revision is null or sent.price <> known.eur_per_mwh
          returning revision)
        select count(*) filter (where revision = 1), count(*) filter (where revision > 1) from added
        """;

    private const string TouchSql = """
        insert into core.touched (community_id, day)
        select community.id, day::date from core.community as community
        cross join generate_series(
          date_trunc('month', $1 at time zone 'Europe/Rome'), $2 at time zone 'Europe/Rome', interval '1 month') as day
        """;

    private const string LatestSql = """
        select distinct on (zone, starts_at, minutes) zone, starts_at, minutes, eur_per_mwh
        from core.price
        where zone = any ($1) and starts_at >= $2 and starts_at < $3
        order by zone, starts_at, minutes, revision desc
        """;

    public Task<AppendCounts> AppendAsync(
        IReadOnlyCollection<ZonePrice> prices, string source, CancellationToken cancellation) =>
        AppendAsync(prices, source, touches: false, cancellation);

    public Task<AppendCounts> AppendAndTouchAsync(
        IReadOnlyCollection<ZonePrice> prices, string source, CancellationToken cancellation) =>
        AppendAsync(prices, source, touches: true, cancellation);

    private async Task<AppendCounts> AppendAsync(
        IReadOnlyCollection<ZonePrice> prices, string source, bool touches, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.RunAsync(LockSql, cancellation);
        var counts = default(AppendCounts);
        foreach (var batch in Batches(prices.Where(price => price.EurPerMwh is not null)))
            counts += await AppendAsync(connection, batch, source.Storable(), cancellation);
        if (touches && counts.Written > 0)
        {
            await connection.RunAsync(
                TouchSql, cancellation, prices.Min(price => price.Start).ToUtc(), prices.Max(price => price.Start).ToUtc());
        }

        await transaction.CommitAsync(cancellation);
        return counts;
    }

    public async Task<IReadOnlyList<ZonePrice>> LatestAsync(
        IReadOnlyCollection<MarketZone> zones, Interval span, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            LatestSql,
            row => new ZonePrice(
                CodeLists.Zones.Value(row.GetString(0)), row.ReadInstant(1), row.GetInt16(2), row.GetDecimal(3)),
            cancellation,
            zones.Select(CodeLists.Zones.Word).ToArray(),
            span.Start.ToUtc(),
            span.End.ToUtc());
    }

    // Two prices of one key never share a batch: the second is compared with what the first one left.
    private static IEnumerable<List<ZonePrice>> Batches(IEnumerable<ZonePrice> prices)
    {
        var keys = new HashSet<(MarketZone, Instant, int)>();
        var batch = new List<ZonePrice>();
        foreach (var price in prices)
        {
            if (batch.Count == BatchSize || !keys.Add((price.Zone, price.Start, price.Minutes)))
            {
                yield return batch;
                batch = [];
                keys.Clear();
                keys.Add((price.Zone, price.Start, price.Minutes));
            }

            batch.Add(price);
        }

        if (batch.Count > 0) yield return batch;
    }

    private static async Task<AppendCounts> AppendAsync(
        NpgsqlConnection connection, List<ZonePrice> prices, string source, CancellationToken cancellation)
    {
        var written = await connection.ListAsync(
            AppendSql,
            row => (Added: (int)row.GetInt64(0), Corrected: (int)row.GetInt64(1)),
            cancellation,
            source,
            prices.ConvertAll(price => CodeLists.Zones.Word(price.Zone)),
            prices.ConvertAll(price => price.Start.ToUtc()),
            prices.ConvertAll(price => checked((short)price.Minutes)),
            prices.ConvertAll(price => price.EurPerMwh!.Value));
        var (added, corrected) = written[0];
        return new(added, prices.Count - added - corrected, corrected);
    }
}
