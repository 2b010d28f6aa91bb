using System.Data;
using System.Runtime.CompilerServices;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Operations.Ports;
using Cer.Storage.Homes;
using Cer.Storage.Keeping;
using Cer.Storage.Series;
using NodaTime;
using Npgsql;

namespace Cer.Storage;

/// <summary>Hours made from readings, in PostgreSQL.</summary>
public sealed class HourStore(NpgsqlDataSource db) : IHourStore
{
    private const int BatchSize = 4096;
    private const string AppendSql = $"""
        with added as (
          insert into core.energy_hour
            (community_id, pod_id, starts_at, unit_id, revision, injected_ukwh, withdrawn_ukwh, quality, produced_ukwh)
          select $1, sent.pod_id, sent.starts_at, sent.unit_id, coalesce(known.revision, 0) + 1,
            sent.injected, sent.withdrawn, sent.quality, sent.produced
          from unnest($4::int[], $5::timestamptz[], $6::int[], $7::bigint[], $8::bigint[], $9::text[], $10::bigint[])
            as sent (pod_id, starts_at, unit_id, injected, withdrawn, quality, produced)
          left join lateral (
            select * from core.energy_hour as h
            where h.community_id = $1 and h.pod_id = sent.pod_id and h.starts_at = sent.starts_at
              and h.unit_id = sent.unit_id and h.starts_at between $2 and $3
            order by h.revision desc limit 1) as known on true
          where known.revision is null
            or (sent.injected, sent.withdrawn, sent.quality, sent.produced)
            is distinct from (known.injected_ukwh, known.withdrawn_ukwh, known.quality, known.produced_ukwh)
          returning revision, (starts_at at time zone 'Europe/Rome')::date as day),
        {SeriesOutbox.PutSql},
        {HomeOutbox.PutSql}
        select count(*) filter (where revision = 1), count(*) filter (where revision > 1) from added
        """;

    private const string LatestSql = """
        select distinct on (pod_id, starts_at, unit_id)
          pod_id, starts_at, unit_id, injected_ukwh, withdrawn_ukwh, quality, produced_ukwh
        from core.energy_hour
        where community_id = $1 and starts_at >= $2 and starts_at < $3
        order by pod_id, starts_at, unit_id, revision desc
        """;

    private static readonly string KnownAtSql = LatestSql.Replace("< $3", "< $3 and made_at <= $4", StringComparison.Ordinal);

    private readonly MonthPartitions _months = new(db);

    public async Task<AppendCounts> AppendAsync(
        CommunityId community, IReadOnlyCollection<MeterHour> hours, CancellationToken cancellation)
    {
        await _months.EnsureAsync(hours.Select(hour => hour.Hour.Start), cancellation);
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        var catalog = await PointCatalog.LoadAsync(connection, community.Value, cancellation);
        var counts = default(AppendCounts);
        // Of a time whose readings are gone nothing new is known: its hours are those that were made from them.
        var kept = await KeptFrom.ReadAsync(connection, cancellation) ?? Instant.MinValue;
        foreach (var batch in hours.Where(hour => hour.Hour.Start >= kept).Chunk(BatchSize))
            counts += await AppendAsync(connection, community, catalog, batch, cancellation);
        await transaction.CommitAsync(cancellation);
        return counts;
    }

    public IAsyncEnumerable<MeterHour> LatestAsync(
        CommunityId community, Interval span, CancellationToken cancellation) =>
        ReadAsync(community, span, LatestSql, [], cancellation);

    public IAsyncEnumerable<MeterHour> KnownAtAsync(
        CommunityId community, Interval span, Instant at, CancellationToken cancellation) =>
        ReadAsync(community, span, KnownAtSql, [at.ToUtc()], cancellation);

    private async IAsyncEnumerable<MeterHour> ReadAsync(
        CommunityId community,
        Interval span,
        string sql,
        object?[] more,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var connection = await db.StillSessionAsync(cancellation);
        await using var transaction =
            await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        var catalog = await PointCatalog.LoadAsync(connection, community.Value, cancellation);
        var (pods, units) = (catalog.PodsById(), catalog.UnitsById());
        await using var command = connection.Command(sql, [community.Value, span.Start.ToUtc(), span.End.ToUtc(), .. more]);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            yield return new(
                pods[row.GetInt32(0)],
                units.GetValueOrDefault(row.GetInt32(2)),
                MarketHour.StartingAt(row.ReadInstant(1)),
                row.ReadEnergyOrNone(3),
                row.ReadEnergyOrNone(4),
                row.ReadText(5) is { } word ? CodeLists.Qualities.Value(word) : null)
            {
                Produced = row.ReadEnergyOrNone(6),
            };
        }
    }

    private static async Task<AppendCounts> AppendAsync(
        NpgsqlConnection connection,
        CommunityId community,
        PointCatalog catalog,
        MeterHour[] hours,
        CancellationToken cancellation)
    {
        var pods = Array.ConvertAll(hours, hour => catalog.PodId(hour.Pod));
        var starts = Array.ConvertAll(hours, hour => hour.Hour.Start.ToUtc());
        var written = await connection.ListAsync(
            AppendSql,
            row => (Added: (int)row.GetInt64(0), Corrected: (int)row.GetInt64(1)),
            cancellation,
            community.Value,
            starts.Min(),
            starts.Max(),
            pods,
            starts,
            hours.Zip(pods, (hour, pod) => hour.Unit is null ? 0 : catalog.UnitId(pod, hour.Unit)).ToArray(),
            Array.ConvertAll(hours, hour => hour.Injected.ToColumn()),
            Array.ConvertAll(hours, hour => hour.Withdrawn.ToColumn()),
            Array.ConvertAll(hours, hour => hour.Quality is { } quality ? CodeLists.Qualities.Word(quality) : null),
            Array.ConvertAll(hours, hour => hour.Produced.ToColumn()));
        var (added, corrected) = written[0];
        return new(added, hours.Length - added - corrected, corrected);
    }
}
