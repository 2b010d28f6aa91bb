using System.Data;
using System.Runtime.CompilerServices;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Cer.Storage.Keeping;
using Cer.Storage.Truth;
using NodaTime;
using Npgsql;

namespace Cer.Storage;

/// <summary>Readings in PostgreSQL, append-only with revisions.</summary>
public sealed class ReadingStore(NpgsqlDataSource db, TimeProvider time) : IReadingStore
{
    // Readings that came in no message have no row in the ingest log.
    private const long NoIngest = 0;

    private const string TotalsSql = """
        select asked.ordinal, last.starts_at, last.minutes,
          last.injected_total_ukwh, last.withdrawn_total_ukwh, last.produced_total_ukwh
        from unnest($2::int[], $3::smallint[], $4::timestamptz[], $5::int[])
          with ordinality as asked (pod_id, meter, before, unit_id, ordinal)
        cross join lateral (
          select * from core.reading as r
          where r.community_id = $1 and r.pod_id = asked.pod_id and r.unit_id = asked.unit_id and r.meter = asked.meter
            and r.starts_at < asked.before and r.starts_at >= asked.before - interval '400 days'
            and coalesce(r.injected_total_ukwh, r.withdrawn_total_ukwh, r.produced_total_ukwh) is not null
          order by r.starts_at desc, r.revision desc limit 1) as last
        order by asked.ordinal
        """;

    private const string ExtentSql = "select min(starts_at), max(starts_at) from core.reading where community_id = $1";

    private readonly MonthPartitions _months = new(db);
    private readonly KnownCatalogs _catalogs = new();

    public async Task<AppendCounts> AppendAsync(
        CommunityId community,
        IntakeSource source,
        IReadOnlyCollection<Reading> readings,
        CancellationToken cancellation)
    {
        await _months.EnsureAsync(readings.Select(reading => reading.Start), cancellation);
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        var catalog = await PointCatalog.LoadAsync(connection, community.Value, cancellation);
        var writer = new ReadingWriter(connection, community.Value, catalog);
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var reading in readings) await writer.AddAsync(reading, source, now, NoIngest, cancellation);
        await writer.FlushAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return writer.TakeCounts(NoIngest, readings.Count);
    }

    public IAsyncEnumerable<Reading> LatestAsync(
        CommunityId community, Interval span, CancellationToken cancellation) =>
        ReadAsync(community, span, null, cancellation);

    public IAsyncEnumerable<Reading> KnownAtAsync(
        CommunityId community, Interval span, Instant at, CancellationToken cancellation) =>
        ReadAsync(community, span, at, cancellation);

    private async IAsyncEnumerable<Reading> ReadAsync(
        CommunityId community, Interval span, Instant? at, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var connection = await db.StillSessionAsync(cancellation);
        await using var transaction =
            await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        var catalog = await PointCatalog.LoadAsync(connection, community.Value, cancellation);
        await foreach (var one in StandingReadings.ReadAsync(connection, community.Value, catalog, span, at, cancellation))
            yield return one.Reading;
    }

    public async Task<IReadOnlyList<MeterTotals>> LastTotalsAsync(
        CommunityId community, IReadOnlyCollection<MeterBefore> meters, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var catalog = await _catalogs.OfAsync(connection, community.Value, cancellation);
        MeterBefore[] known = [.. meters.Where(meter => catalog.FindPod(meter.Pod) is not null)];
        return await connection.ListAsync(
            TotalsSql,
            Totals,
            cancellation,
            community.Value,
            known.Select(meter => catalog.PodId(meter.Pod)).ToArray(),
            known.Select(meter => (short)meter.Meter).ToArray(),
            known.Select(meter => meter.Before.ToUtc()).ToArray(),
            known.Select(meter => catalog.UnitId(catalog.PodId(meter.Pod), meter.Unit)).ToArray());

        MeterTotals Totals(NpgsqlDataReader row)
        {
            var asked = known[row.GetInt64(0) - 1];
            var start = row.ReadInstant(1);
            return new(
                asked.Pod,
                asked.Meter,
                start,
                start + Duration.FromMinutes(row.GetInt16(2)),
                row.ReadEnergyOrNone(3),
                row.ReadEnergyOrNone(4),
                row.ReadEnergyOrNone(5))
            {
                Unit = asked.Unit,
            };
        }
    }

    public async Task<Instant?> KeptFromAsync(CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await KeptFrom.ReadAsync(connection, cancellation);
    }

    public async Task<IntakeGround> GroundAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await IntakeGroundReader.ReadAsync(connection, community.Value, cancellation);
    }

    public async Task<(Instant First, Instant Last)?> ExtentAsync(
        CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var extents = await connection.ListAsync<(Instant First, Instant Last)?>(
            ExtentSql,
            row => row.IsDBNull(0) ? null : (row.ReadInstant(0), row.ReadInstant(1)),
            cancellation,
            community.Value);
        return extents[0];
    }

    internal static Reading Read(NpgsqlDataReader row, Dictionary<int, Pod> pods, Dictionary<int, string> units) =>
        new()
        {
            Pod = pods[row.GetInt32(0)],
            Start = row.ReadInstant(1),
            Unit = units.GetValueOrDefault(row.GetInt32(2)),
            Meter = (MeterRole)row.GetInt16(3),
            Minutes = row.GetInt16(4),
            Injected = row.ReadEnergyOrNone(5),
            Withdrawn = row.ReadEnergyOrNone(6),
            Produced = row.ReadEnergyOrNone(7),
            InjectedTotal = row.ReadEnergyOrNone(8),
            WithdrawnTotal = row.ReadEnergyOrNone(9),
            ProducedTotal = row.ReadEnergyOrNone(10),
            Quality = CodeLists.Qualities.Value(row.GetString(11)),
        };
}
