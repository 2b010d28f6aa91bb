using Cer.Storage.Series;

namespace Cer.Storage;

/// <summary>The statements that append readings, an array for each column.</summary>
/// <remarks>$1 is the community, $2 and $3 the first and last start; the columns follow.</remarks>
internal static class AppendSql
{
    /// <summary>Whether anything is known of these points ($4) between two starts.</summary>
    public const string Known = """
        select exists (
          select from core.reading where community_id = $1 and pod_id = any ($4) and starts_at between $2 and $3)
        """;

    /// <summary>For rows of which nothing is known before: none is looked for.</summary>
    public const string Fresh = $"""
        with added as (
        {Into}
          select $1, sent.pod_id, sent.starts_at, sent.unit_id, sent.meter, sent.minutes, 1,
            sent.injected, sent.withdrawn, sent.produced,
            sent.injected_total, sent.withdrawn_total, sent.produced_total,
            sent.received_at, sent.ingest_id, sent.source, sent.quality
        {Sent}
          where $2::timestamptz <= $3::timestamptz
        {Told}
        """;

    /// <summary>For rows beside those that are known: revised, or left out where they say nothing new.</summary>
    /// <remarks>
    /// A row that does not tell all leaves what its class said of the rest. Then a list's row, of which a part is another's word,
    /// has the lesser quality of both; its class is the same, for lists are measures or estimates by it alone.
    /// </remarks>
    public const string Beside = $"""
        with added as (
        {Into}
          select $1, sent.pod_id, sent.starts_at, sent.unit_id, sent.meter, sent.minutes, coalesce(known.revision, 0) + 1,
            whole.injected, whole.withdrawn, whole.produced, whole.injected_total, whole.withdrawn_total, whole.produced_total,
            sent.received_at, sent.ingest_id, sent.source, whole.quality
        {Sent}
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
            select word.* where sent.is_list or sent.source in ('distributor', 'person', 'correction')) as kept on true
          cross join lateral (
            select coalesce(sent.injected, kept.injected_ukwh) as injected,
              coalesce(sent.withdrawn, kept.withdrawn_ukwh) as withdrawn,
              coalesce(sent.produced, kept.produced_ukwh) as produced,
              coalesce(sent.injected_total, kept.injected_total_ukwh) as injected_total,
              coalesce(sent.withdrawn_total, kept.withdrawn_total_ukwh) as withdrawn_total,
              coalesce(sent.produced_total, kept.produced_total_ukwh) as produced_total,
              case when sent.is_list and kept.quality = 'calculated'
                and (sent.injected is null and kept.injected_ukwh is not null
                  or sent.withdrawn is null and kept.withdrawn_ukwh is not null
                  or sent.produced is null and kept.produced_ukwh is not null)
                then kept.quality else sent.quality end as quality) as whole
          where word.revision is null
            or (whole.quality, whole.injected, whole.withdrawn, whole.produced, whole.injected_total, whole.withdrawn_total,
              whole.produced_total)
            is distinct from (word.quality, word.injected_ukwh, word.withdrawn_ukwh,
              word.produced_ukwh, word.injected_total_ukwh, word.withdrawn_total_ukwh, word.produced_total_ukwh)
            and coalesce((select message_at from core.ingest where community_id = $1 and id = sent.ingest_id)
              >= (select message_at from core.ingest as told where told.community_id = $1 and told.id = word.ingest_id
                and not exists (select from core.message_deletion as gone
                  where gone.community_id = $1 and gone.ingest_id = told.id)), true)
        {Told}
        """;

    private const string Into = """
          insert into core.reading (community_id, pod_id, starts_at, unit_id, meter, minutes, revision,
            injected_ukwh, withdrawn_ukwh, produced_ukwh,
            injected_total_ukwh, withdrawn_total_ukwh, produced_total_ukwh,
            received_at, ingest_id, source, quality)
        """;

    private const string Sent = """
          from unnest($4::int[], $5::timestamptz[], $6::int[], $7::smallint[], $8::smallint[],
            $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[], $13::bigint[], $14::bigint[],
            $15::timestamptz[], $16::bigint[], $17::text[], $18::text[], $19::boolean[])
            as sent (pod_id, starts_at, unit_id, meter, minutes, injected, withdrawn, produced,
              injected_total, withdrawn_total, produced_total, received_at, ingest_id, source, quality, is_list)
        """;

    private const string Told = $"""
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
}
