using Cer.Storage.Series;

namespace Cer.Storage.Truth;

/// <summary>What the class of a reading had said of one quantity before, said again when a person's word on it is taken back.</summary>
/// <remarks>
/// Only that quantity, and only where the word still stands: of the others the newest row of the class goes on speaking. A device's
/// whole message speaks of all quantities, a list's row of those whose value is another than before, an import and a mend of
/// their own. Whoever was taken back himself does not speak, and what taking back wrote says nothing of its own accord.
/// </remarks>
internal static class FormerReadings
{
    /// <summary>
    /// For a statement that has the readings to take back as <c>mine</c>, community $1, instant $6 and log entry $7: writes the former
    /// values of a quantity, notes the days for settlement and series, and counts them.
    /// </summary>
    public static string RestoreSql(string flow)
    {
        string Restored(string quantity) => quantity == flow ? "value" : quantity;
        return $"""
            {SaidSql(flow)},
            restored as (
              insert into core.reading (community_id, pod_id, starts_at, unit_id, meter, minutes, revision, injected_ukwh,
                withdrawn_ukwh, produced_ukwh, injected_total_ukwh, withdrawn_total_ukwh, produced_total_ukwh, received_at, ingest_id,
                source, quality)
              select $1, pod_id, starts_at, unit_id, meter, minutes, last.revision + 1, {Restored("injected")}, {Restored("withdrawn")},
                {Restored("produced")}, injected_total, withdrawn_total, produced_total, $6, $7, source, whole.quality
              from decided
              cross join lateral (
                select case when value is not null and value_quality = 'calculated' then value_quality
                  else coalesce(rest_quality, mine_quality) end as quality) as whole
              cross join lateral (
                select max(revision) as revision from core.reading as r
                where r.community_id = $1 and r.pod_id = decided.pod_id and r.starts_at = decided.starts_at
                  and r.unit_id = decided.unit_id and r.meter = decided.meter) as last
              where not stands and (value, whole.quality) is distinct from ({flow}, newest_quality)
              returning (starts_at at time zone 'Europe/Rome')::date as day, arrival),
            {NoteSql}
            """;
    }

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

    /// <summary>What the class has said of each interval (<c>said</c>), and what stands and stood of the quantity (<c>decided</c>).</summary>
    private static string SaidSql(string flow) => $"""
        said as materialized (
          select r.*, mine.revision as mine_revision, mine.source as mine_source, mine.quality as mine_quality,
            core.reading_class(mine.source, mine.quality) as class, mine.ingest_id as mine_ingest,
            case when mend.id is not null then mend.kind <> 'withdrawn' and mend.flow = '{flow}' and withdrawal.id is null
              when back.import_id is not null then false
              when import.id is not null then import.direction = '{flow}' and gone.import_id is null
              when r.source in ('distributor', 'person', 'correction')
                or r.source in ('rest', 'csv') and exists (
                select from core.ingest as list
                where list.community_id = $1 and list.id = r.ingest_id and list.message_at is null)
                then r.{flow}_ukwh is not null and r.{flow}_ukwh is distinct from lag(r.{flow}_ukwh) over (
                  partition by r.pod_id, r.starts_at, r.unit_id, r.meter, r.minutes, mine.revision order by r.revision)
              else true end as speaks
          from mine
          join core.reading as r on r.community_id = mine.community_id and r.pod_id = mine.pod_id and r.starts_at = mine.starts_at
            and r.unit_id = mine.unit_id and r.meter = mine.meter and r.minutes = mine.minutes
            and core.reading_class(r.source, r.quality) = core.reading_class(mine.source, mine.quality)
          left join core.mend as mend on mend.community_id = $1 and mend.ingest_id = r.ingest_id
          left join core.mend as withdrawal on withdrawal.community_id = $1 and withdrawal.withdraws = mend.id
          left join core.curve_import as import on import.community_id = $1 and import.ingest_id = r.ingest_id
          left join core.curve_undo as gone on gone.community_id = $1 and gone.import_id = import.id
          left join core.curve_undo as back on back.community_id = $1 and back.ingest_id = r.ingest_id),
        decided as (
          select pod_id, starts_at, unit_id, meter, minutes, mine_source as source, mine_quality, {Newest("injected_ukwh")} as injected,
            {Newest("withdrawn_ukwh")} as withdrawn, {Newest("produced_ukwh")} as produced,
            {Newest("injected_total_ukwh")} as injected_total, {Newest("withdrawn_total_ukwh")} as withdrawn_total,
            {Newest("produced_total_ukwh")} as produced_total, {Newest("quality")} as newest_quality,
            coalesce(bool_or(speaks and revision > mine_revision), false) or exists (
              select from core.curve_vouch as vouch
              join core.curve_import as import on (import.community_id, import.id) = (vouch.community_id, vouch.import_id)
              where vouch.community_id = $1 and vouch.pod_id = said.pod_id and vouch.unit_id = said.unit_id
                and vouch.class = said.class and said.starts_at <@ vouch.spans and said.minutes = 15
                and import.direction = '{flow}' and import.ingest_id > said.mine_ingest and not exists (
                  select from core.curve_undo as undo
                  where (undo.community_id, undo.import_id) = (import.community_id, import.id))) as stands,
            {Former($"{flow}_ukwh", "speaks")} as value, {Former("quality", "speaks")} as value_quality,
            case when max(revision) > mine_revision then {Newest("quality")} else {Former("quality", "true")} end as rest_quality
          from said
          group by pod_id, starts_at, unit_id, meter, minutes, class, mine_revision, mine_source, mine_quality, mine_ingest)
        """;

    private static string Newest(string column) => $"(array_agg({column} order by revision desc))[1]";

    private static string Former(string column, string which) =>
        $"(array_agg({column} order by revision desc) filter (where {which} and revision < mine_revision))[1]";
}
