using Cer.Storage.Series;

namespace Cer.Storage.Truth;

/// <summary>What the class of a reading had said before, said again when a reading is taken back.</summary>
/// <remarks>What a mend said that was taken back itself is not said again.</remarks>
internal static class FormerReadings
{
    /// <summary>
    /// For a statement that has the readings to take back as <c>mine</c>, community $1, instant $6 and log entry $7: writes the former
    /// ones, notes the days for settlement and series, and counts them.
    /// </summary>
    public const string RestoreSql = $"""
        restored as (
          insert into core.reading (community_id, pod_id, starts_at, unit_id, meter, minutes, revision, injected_ukwh,
            withdrawn_ukwh, produced_ukwh, injected_total_ukwh, withdrawn_total_ukwh, produced_total_ukwh, received_at, ingest_id,
            source, quality)
          select $1, mine.pod_id, mine.starts_at, mine.unit_id, mine.meter, mine.minutes, last.revision + 1, former.injected_ukwh,
            former.withdrawn_ukwh, former.produced_ukwh, former.injected_total_ukwh, former.withdrawn_total_ukwh,
            former.produced_total_ukwh, $6, $7, mine.source, coalesce(former.quality, mine.quality)
          from mine
          left join lateral (
            select * from core.reading as former
            where former.community_id = mine.community_id and former.pod_id = mine.pod_id and former.starts_at = mine.starts_at
              and former.unit_id = mine.unit_id and former.meter = mine.meter and former.minutes = mine.minutes
              and former.revision < mine.revision
              and core.reading_class(former.source, former.quality) = core.reading_class(mine.source, mine.quality)
              and not exists (
                select from core.mend as other
                join core.mend as gone on gone.community_id = other.community_id and gone.withdraws = other.id
                where other.community_id = former.community_id and other.ingest_id = former.ingest_id)
            order by former.revision desc limit 1) as former on true
          cross join lateral (
            select max(revision) as revision from core.reading as r
            where r.community_id = mine.community_id and r.pod_id = mine.pod_id and r.starts_at = mine.starts_at
              and r.unit_id = mine.unit_id and r.meter = mine.meter) as last
          returning (starts_at at time zone 'Europe/Rome')::date as day, arrival),
        {NoteSql}
        """;

    /// <summary>For a statement that has written <c>restored</c>, with its day and its arrival: notes the days, and counts.</summary>
    public const string NoteSql = $"""
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
}
