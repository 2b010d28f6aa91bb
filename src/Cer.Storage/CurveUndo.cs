using Cer.Operations.Ports;
using Cer.Storage.Series;
using Cer.Storage.Truth;
using NodaTime;
using Npgsql;

namespace Cer.Storage;

/// <summary>Takes an import back, inside a transaction that holds the community's lock.</summary>
/// <remarks>What the class of the reading had said before is said again; where it had said nothing, a revision without a
/// quantity takes its word back, and what other classes say shows through.</remarks>
internal static class CurveUndo
{
    private const string ImportSql = """
        select import.ingest_id, import.points, import.from_day, import.to_day, undo.import_id is not null
        from core.curve_import as import
        left join core.curve_undo as undo on (undo.community_id, undo.import_id) = (import.community_id, import.id)
        where import.community_id = $1 and import.id = $2
        """;

    private const string Mine = """
        from core.reading as mine
        where mine.community_id = $1 and mine.pod_id = any ($2) and mine.ingest_id = $5
          and mine.starts_at >= $3::timestamp at time zone 'Europe/Rome'
          and mine.starts_at < ($4 + 1)::timestamp at time zone 'Europe/Rome'
        """;

    private static readonly string LaterSql = $"""
        select count(*) {Mine} and exists (select from core.reading as later where {EffectiveReadings.IsLaterThan("mine")})
        """;

    private const string LogSql = """
        insert into core.ingest (community_id, source, account, received_at, sha256, lines_stored, lines_refused,
          lines_quarantined, raw_length)
        select $1, 'distributor', $2, $3, sha256, 0, 0, 0, 0 from core.ingest where community_id = $1 and id = $4
        returning id
        """;

    private const string RestoreSql = $"""
        with mine as (select mine.* {Mine}),
        restored as (
          insert into core.reading (community_id, pod_id, starts_at, unit_id, meter, minutes, revision,
            injected_ukwh, withdrawn_ukwh, produced_ukwh, injected_total_ukwh, withdrawn_total_ukwh, produced_total_ukwh,
            received_at, ingest_id, source, quality)
          select mine.community_id, mine.pod_id, mine.starts_at, mine.unit_id, mine.meter, mine.minutes,
            last.revision + 1, former.injected_ukwh, former.withdrawn_ukwh, former.produced_ukwh, former.injected_total_ukwh,
            former.withdrawn_total_ukwh, former.produced_total_ukwh, $6, $7, 'distributor', coalesce(former.quality, mine.quality)
          from mine
          left join lateral (
            select * from core.reading as former
            where former.community_id = mine.community_id and former.pod_id = mine.pod_id and former.starts_at = mine.starts_at
              and former.unit_id = mine.unit_id and former.meter = mine.meter and former.minutes = mine.minutes
              and former.revision < mine.revision
              and core.reading_class(former.source, former.quality) = core.reading_class(mine.source, mine.quality)
            order by former.revision desc limit 1) as former on true
          cross join lateral (
            select max(revision) as revision from core.reading as r
            where r.community_id = mine.community_id and r.pod_id = mine.pod_id and r.starts_at = mine.starts_at
              and r.unit_id = mine.unit_id and r.meter = mine.meter) as last
          returning (starts_at at time zone 'Europe/Rome')::date as day, arrival),
        added as (select day from restored),
        {SeriesOutbox.PutSql},
        noted as (
          insert into core.touched (community_id, day) select distinct $1, day from restored),
        dated as (
          insert into core.arrival_day (community_id, day, arrival)
          select $1, day, max(arrival) from restored group by day order by day
          on conflict (community_id, day) do update set arrival = greatest(arrival_day.arrival, excluded.arrival))
        select count(*) from restored
        """;

    private const string AddSql = """
        insert into core.curve_undo (community_id, import_id, ingest_id, restored, undone_by, undone_at)
        values ($1, $2, $3, $4, $5, $6)
        """;

    public static async Task<CurveUndoOutcome> RunAsync(
        NpgsqlConnection connection, CommunityId community, long import, string who, Instant at, CancellationToken cancellation)
    {
        var found = await connection.ListAsync(
            ImportSql,
            row => (Ingest: row.GetInt64(0), Points: row.GetFieldValue<int[]>(1), From: row.ReadDay(2), To: row.ReadDay(3),
                Undone: row.GetBoolean(4)),
            cancellation,
            community.Value,
            import);
        if (found.Count == 0) return new CurveUndoOutcome.Unknown();
        var it = found[0];
        if (it.Undone) return new CurveUndoOutcome.Before();
        object?[] mine = [community.Value, it.Points, it.From.ToColumn(), it.To.ToColumn(), it.Ingest];
        var later = await connection.ScalarAsync<long>(LaterSql, cancellation, mine);
        if (later > 0) return new CurveUndoOutcome.Covered(checked((int)later));
        var ingest = await connection.ScalarAsync<long>(LogSql, cancellation, community.Value, who, at.ToUtc(), it.Ingest);
        var restored = checked((int)await connection.ScalarAsync<long>(RestoreSql, cancellation, [.. mine, at.ToUtc(), ingest]));
        await connection.RunAsync(AddSql, cancellation, community.Value, import, ingest, restored, who, at.ToUtc());
        return new CurveUndoOutcome.Done(restored);
    }
}
