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

    // A total that a person has corrected away counts no more. With the last ones comes what was kept apart since.
    private const string TotalsSql = """
        with asked as materialized (
          select * from unnest($2::int[], $3::smallint[], $4::timestamptz[], $5::int[], $6::text[], $7::text[])
            with ordinality as asked (pod_id, meter, before, unit_id, pod, unit, ordinal)
        ), last as materialized (
          select asked.ordinal, asked.pod, asked.unit, asked.meter, asked.before, last.starts_at, last.minutes::int as minutes,
            last.injected_total_ukwh, last.withdrawn_total_ukwh, last.produced_total_ukwh
          from asked cross join lateral (
            select * from core.reading as r
            where r.community_id = $1 and r.pod_id = asked.pod_id and r.unit_id = asked.unit_id and r.meter = asked.meter
              and r.starts_at < asked.before and r.starts_at >= asked.before - interval '400 days'
              and coalesce(r.injected_total_ukwh, r.withdrawn_total_ukwh, r.produced_total_ukwh) is not null
              and not exists (
                select from core.reading as later
                where later.revision > 1 and later.revision > r.revision and later.source in ('correction', 'person')
                  and (later.community_id, later.pod_id, later.starts_at, later.unit_id, later.meter)
                    = (r.community_id, r.pod_id, r.starts_at, r.unit_id, r.meter))
            order by r.starts_at desc, r.revision desc limit 1) as last
        )
        select ordinal, false, starts_at, minutes, injected_total_ukwh, withdrawn_total_ukwh, produced_total_ukwh,
          null::bigint, null::bigint, null::bigint
        from last
        union all
        select last.ordinal, true, apart.starts_at, apart.minutes,
          apart.injected_total_ukwh, apart.withdrawn_total_ukwh, apart.produced_total_ukwh,
          apart.injected_ukwh, apart.withdrawn_ukwh, apart.produced_ukwh
        from last cross join lateral (
          select * from core.quarantine as q
          where q.community_id = $1 and q.pod = last.pod and q.meter = last.meter and q.unit is not distinct from last.unit
            and q.starts_at > last.starts_at and q.starts_at < last.before and not exists (
              select from core.quarantine_decision as decided
              where (decided.community_id, decided.ingest_id, decided.line) = (q.community_id, q.ingest_id, q.line))
          order by q.starts_at desc limit 12) as apart
        order by 1, 2, 3
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
        var rows = await connection.Connection.PreparedListAsync(
            TotalsSql,
            row => (Asked: known[row.GetInt64(0) - 1], Apart: row.GetBoolean(1), Told: Told(known[row.GetInt64(0) - 1], row)),
            cancellation,
            community.Value,
            known.Select(meter => catalog.PodId(meter.Pod)).ToArray(),
            known.Select(meter => (short)meter.Meter).ToArray(),
            known.Select(meter => meter.Before.ToUtc()).ToArray(),
            known.Select(meter => catalog.UnitId(catalog.PodId(meter.Pod), meter.Unit)).ToArray(),
            known.Select(meter => meter.Pod.Code).ToArray(),
            known.Select(meter => meter.Unit).ToArray());
        var apart = rows.Where(row => row.Apart).ToLookup(row => row.Asked, row => row.Told);
        return [.. rows.Where(row => !row.Apart).Select(row => Totals(row.Asked, row.Told, apart))];

        static MeterTotals Totals(MeterBefore asked, Reading last, ILookup<MeterBefore, Reading> apart) => new(
            asked.Pod,
            asked.Meter,
            last.Start,
            last.Start + Duration.FromMinutes(last.Minutes),
            last.InjectedTotal,
            last.WithdrawnTotal,
            last.ProducedTotal)
        {
            Unit = asked.Unit,
            Apart = apart.Contains(asked) ? [.. apart[asked]] : [],
        };

        static Reading Told(MeterBefore asked, NpgsqlDataReader row) => new()
        {
            Pod = asked.Pod,
            Unit = asked.Unit,
            Meter = asked.Meter,
            Start = row.ReadInstant(2),
            Minutes = row.IsDBNull(3) ? 15 : row.GetInt32(3),
            InjectedTotal = row.ReadEnergyOrNone(4),
            WithdrawnTotal = row.ReadEnergyOrNone(5),
            ProducedTotal = row.ReadEnergyOrNone(6),
            Injected = row.ReadEnergyOrNone(7),
            Withdrawn = row.ReadEnergyOrNone(8),
            Produced = row.ReadEnergyOrNone(9),
        };
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
