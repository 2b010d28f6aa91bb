using Cer.Domain.Metering;
using Cer.Operations.Intake;
using Cer.Operations.Keeping;
using Cer.Operations.Ports;
using Cer.Storage.Keeping;
using Cer.Storage.Series;
using NodaTime;
using Npgsql;

namespace Cer.Storage;

/// <summary>Appends readings of one community inside a transaction that holds the community's lock.</summary>
/// <remarks>
/// One prepared statement with an array for each column; a batch never holds two readings of one key, so each is
/// compared with what the one before it left. Equal is what the class of the reading has said of the interval before; a
/// curve file or a person speaks of one quantity and leaves what its class said of the others. A message that says that it
/// was made before the one whose word stands changes nothing: it was late, or somebody plays it again.
/// </remarks>
internal sealed class ReadingWriter(NpgsqlConnection connection, int community, PointCatalog catalog)
{
    private const int BatchSize = 4096;
    private const string AppendSql = $"""
        with added as (
          insert into core.reading (community_id, pod_id, starts_at, unit_id, meter, minutes, revision,
            injected_ukwh, withdrawn_ukwh, produced_ukwh,
            injected_total_ukwh, withdrawn_total_ukwh, produced_total_ukwh,
            received_at, ingest_id, source, quality)
          select $1, sent.pod_id, sent.starts_at, sent.unit_id, sent.meter, sent.minutes,
            coalesce(known.revision, 0) + 1, coalesce(sent.injected, kept.injected_ukwh),
            coalesce(sent.withdrawn, kept.withdrawn_ukwh),
            coalesce(sent.produced, kept.produced_ukwh),
            coalesce(sent.injected_total, kept.injected_total_ukwh),
            coalesce(sent.withdrawn_total, kept.withdrawn_total_ukwh),
            coalesce(sent.produced_total, kept.produced_total_ukwh),
            sent.received_at, sent.ingest_id, sent.source, sent.quality
          from unnest($4::int[], $5::timestamptz[], $6::int[], $7::smallint[], $8::smallint[],
            $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[], $13::bigint[], $14::bigint[],
            $15::timestamptz[], $16::bigint[], $17::text[], $18::text[])
            as sent (pod_id, starts_at, unit_id, meter, minutes, injected, withdrawn, produced,
              injected_total, withdrawn_total, produced_total, received_at, ingest_id, source, quality)
          left join lateral (
            select * from core.reading as r
            where r.community_id = $1 and r.pod_id = sent.pod_id and r.starts_at = sent.starts_at
              and r.unit_id = sent.unit_id and r.meter = sent.meter and r.starts_at between $2 and $3
            order by r.revision desc limit 1) as known on true
          left join lateral (
            select * from core.reading as r
            where known.revision is not null
              and r.community_id = $1 and r.pod_id = sent.pod_id and r.starts_at = sent.starts_at
              and r.unit_id = sent.unit_id and r.meter = sent.meter and r.starts_at between $2 and $3
              and r.minutes = sent.minutes
              and core.reading_class(r.source, r.quality) = core.reading_class(sent.source, sent.quality)
            order by r.revision desc limit 1) as word on true
          left join lateral (
            select word.* where sent.source in ('distributor', 'person', 'correction')) as kept on true
          where word.revision is null
            or (sent.quality, coalesce(sent.injected, kept.injected_ukwh),
              coalesce(sent.withdrawn, kept.withdrawn_ukwh),
              coalesce(sent.produced, kept.produced_ukwh),
              coalesce(sent.injected_total, kept.injected_total_ukwh),
              coalesce(sent.withdrawn_total, kept.withdrawn_total_ukwh),
              coalesce(sent.produced_total, kept.produced_total_ukwh))
            is distinct from (word.quality, word.injected_ukwh, word.withdrawn_ukwh,
              word.produced_ukwh, word.injected_total_ukwh, word.withdrawn_total_ukwh, word.produced_total_ukwh)
            and coalesce((select message_at from core.ingest where community_id = $1 and id = sent.ingest_id)
              >= (select message_at from core.ingest as told where told.community_id = $1 and told.id = word.ingest_id
                and not exists (select from core.message_deletion as gone
                  where gone.community_id = $1 and gone.ingest_id = told.id)), true)
          returning ingest_id, revision, (starts_at at time zone 'Europe/Rome')::date as day, arrival),
        {SeriesOutbox.PutSql},
        noted as (
          insert into core.touched (community_id, day)
          select distinct $1, day from added),
        dated as (
          insert into core.arrival_day (community_id, day, arrival)
          select $1, day, max(arrival) from added group by day order by day
          on conflict (community_id, day) do update set arrival = greatest(arrival_day.arrival, excluded.arrival))
        select ingest_id, count(*) filter (where revision = 1), count(*) filter (where revision > 1)
        from added group by ingest_id
        """;

    private readonly ReadingColumns _waiting = new();
    private readonly Dictionary<long, AppendCounts> _written = [];
    private Instant? _keptFrom;
    private bool _isAsked;

    /// <summary>For who has asked already, under the lock that the transaction holds, from when on readings are kept.</summary>
    public ReadingWriter(NpgsqlConnection connection, int community, PointCatalog catalog, Instant? keptFrom)
        : this(connection, community, catalog) => (_keptFrom, _isAsked) = (keptFrom, true);

    public async Task AddAsync(
        Reading reading, IntakeSource source, DateTime received, long ingest, CancellationToken cancellation)
    {
        var pod = catalog.PodId(reading.Pod);
        var unit = catalog.UnitId(pod, reading.Unit);
        if (_waiting.Count == BatchSize) await FlushAsync(cancellation);
        if (_waiting.TryAdd(pod, unit, reading, source, received, ingest)) return;
        await FlushAsync(cancellation);
        _waiting.TryAdd(pod, unit, reading, source, received, ingest);
    }

    /// <summary>What was written for an ingest since the last call; the rest of what was sent was known.</summary>
    public AppendCounts TakeCounts(long ingest, int sent)
    {
        _written.Remove(ingest, out var written);
        return written with { Unchanged = sent - written.Written };
    }

    public async Task FlushAsync(CancellationToken cancellation)
    {
        if (_waiting.Count == 0) return;
        if (!_isAsked) (_keptFrom, _isAsked) = (await KeptFrom.ReadAsync(connection, cancellation), true);
        if (_keptFrom is { } kept && _waiting.Starts.Min() < kept.ToUtc()) throw new NoLongerKeptException(kept);
        await using var command = connection.Command(
            AppendSql,
            community,
            _waiting.Starts.Min(),
            _waiting.Starts.Max(),
            _waiting.Pods,
            _waiting.Starts,
            _waiting.Units,
            _waiting.Meters,
            _waiting.Minutes,
            _waiting.Injected,
            _waiting.Withdrawn,
            _waiting.Produced,
            _waiting.InjectedTotals,
            _waiting.WithdrawnTotals,
            _waiting.ProducedTotals,
            _waiting.Received,
            _waiting.Ingests,
            _waiting.Sources,
            _waiting.Qualities);
        await command.PrepareAsync(cancellation);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var ingest = reader.GetInt64(0);
            var counts = new AppendCounts(checked((int)reader.GetInt64(1)), 0, checked((int)reader.GetInt64(2)));
            _written[ingest] = _written.GetValueOrDefault(ingest) + counts;
        }

        _waiting.Clear();
    }
}
