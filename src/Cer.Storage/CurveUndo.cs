using Cer.Operations.Ports;
using Cer.Storage.Truth;
using NodaTime;
using Npgsql;

namespace Cer.Storage;

/// <summary>Takes an import back, inside a transaction that holds the community's lock.</summary>
/// <remarks>
/// Only the quantity that the file tells, in the quarters that it tells: there stands again what the newest other import that
/// stands has said, else what others of its class said; without either nothing, and what other classes say shows through.
/// What an import says that was taken back itself, and what taking one back wrote, is in nobody's way.
/// </remarks>
internal static class CurveUndo
{
    private const string ImportSql = """
        select import.ingest_id, import.direction, import.from_day, import.to_day, undo.import_id is not null
        from core.curve_import as import
        left join core.curve_undo as undo on (undo.community_id, undo.import_id) = (import.community_id, import.id)
        where import.community_id = $1 and import.id = $2
        """;

    private const string LogSql = """
        insert into core.ingest (community_id, source, account, received_at, sha256, lines_stored, lines_refused,
          lines_quarantined, raw_length)
        select $1, 'distributor', $2, $3, sha256, 0, 0, 0, 0 from core.ingest where community_id = $1 and id = $4
        returning id
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
            row => (Ingest: row.GetInt64(0), Direction: row.GetString(1), From: row.ReadDay(2), To: row.ReadDay(3),
                Undone: row.GetBoolean(4)),
            cancellation,
            community.Value,
            import);
        if (found.Count == 0) return new CurveUndoOutcome.Unknown();
        var it = found[0];
        if (it.Undone) return new CurveUndoOutcome.Before();
        object?[] mine = [community.Value, import, it.Ingest, it.Direction, it.From.ToColumn(), it.To.ToColumn()];
        var later = await connection.ScalarAsync<long>(CoveredSql(it.Direction), cancellation, mine);
        if (later > 0) return new CurveUndoOutcome.Covered(checked((int)later));
        var ingest = await connection.ScalarAsync<long>(LogSql, cancellation, community.Value, who, at.ToUtc(), it.Ingest);
        var restored = checked((int)await connection.ScalarAsync<long>(
            RestoreSql(it.Direction), cancellation, [.. mine, at.ToUtc(), ingest]));
        await connection.RunAsync(AddSql, cancellation, community.Value, import, ingest, restored, who, at.ToUtc());
        return new CurveUndoOutcome.Done(restored);
    }

    private static string CoveredSql(string direction) =>
        $"with {ToldSql(direction)} select count(*) from decided where covered";

    /// <summary>
    /// What the class has said of each quarter that the import tells (<c>told</c>), and what is to be done (<c>decided</c>). A row
    /// speaks when it tells the quantity of its own accord: who writes of another quantity only carries this one along. A
    /// list, that leaves what it does not name, does so of its own accord where the value is another than before. Of the
    /// imports that tell the quarter as well the newest counts (<c>stays</c>); what it said is what stood when it was made.
    /// </summary>
    private static string ToldSql(string direction) => $"""
        standing as materialized (
          select other.id, other.ingest_id, vouch.pod_id, vouch.unit_id, vouch.class, vouch.spans
          from core.curve_import as other
          join core.curve_vouch as vouch on (vouch.community_id, vouch.import_id) = (other.community_id, other.id)
          where other.community_id = $1 and other.id <> $2 and other.direction = $4
            and other.from_day <= $6 and other.to_day >= $5 and not exists (
              select from core.curve_undo as undo where (undo.community_id, undo.import_id) = (other.community_id, other.id))),
        told as materialized (
          select r.*, vouch.class, import.id as import_id, stays.id as stays, stays.ingest_id as stays_ingest,
            import.id is not null or mend.id is not null as is_act,
            case when import.id is not null then import.direction = $4 and import.id <> $2 and gone.import_id is null
              when back.import_id is not null then false
              when mend.id is not null then mend.kind <> 'withdrawn' and mend.flow = $4 and withdrawal.id is null
              when r.source in ('rest', 'csv') and exists (
                select from core.ingest as list
                where list.community_id = $1 and list.id = r.ingest_id and list.message_at is null)
                then r.{direction}_ukwh is not null and r.{direction}_ukwh is distinct from lag(r.{direction}_ukwh) over (
                  partition by vouch.pod_id, r.starts_at, vouch.unit_id, vouch.class order by r.revision)
              else r.{direction}_ukwh is not null end as speaks
          from core.curve_vouch as vouch
          join core.reading as r on r.community_id = $1 and r.pod_id = vouch.pod_id and r.unit_id = vouch.unit_id
            and r.meter = case when $4 = 'produced' then 2 else 1 end and r.minutes = 15
            and r.starts_at >= $5::timestamp at time zone 'Europe/Rome'
            and r.starts_at < ($6::date + 1)::timestamp at time zone 'Europe/Rome'
            and r.starts_at <@ vouch.spans and core.reading_class(r.source, r.quality) = vouch.class
          left join core.curve_import as import on import.community_id = $1 and import.ingest_id = r.ingest_id
          left join core.curve_undo as gone on gone.community_id = $1 and gone.import_id = import.id
          left join core.curve_undo as back on back.community_id = $1 and back.ingest_id = r.ingest_id
          left join core.mend as mend on mend.community_id = $1 and mend.ingest_id = r.ingest_id
          left join core.mend as withdrawal on withdrawal.community_id = $1 and withdrawal.withdraws = mend.id
          left join lateral (
            select standing.id, standing.ingest_id from standing
            where standing.pod_id = vouch.pod_id and standing.unit_id = vouch.unit_id and standing.class = vouch.class
              and r.starts_at <@ standing.spans
            order by standing.id desc limit 1) as stays on true
          where vouch.community_id = $1 and vouch.import_id = $2),
        decided as (
          select pod_id, starts_at, unit_id, class, max(meter) as meter, {Newest("injected_ukwh")} as injected,
            {Newest("withdrawn_ukwh")} as withdrawn, {Newest("produced_ukwh")} as produced,
            {Newest("injected_total_ukwh")} as injected_total, {Newest("withdrawn_total_ukwh")} as withdrawn_total,
            {Newest("produced_total_ukwh")} as produced_total, {Newest("quality")} as quality,
            coalesce(bool_or(speaks and is_act and ingest_id > $3), false) as covered,
            coalesce({Newest("speaks")} or max(stays) > $2, false) as stands,
            case when max(stays) is not null
              then (array_agg({direction}_ukwh order by revision desc) filter (where ingest_id <= stays_ingest))[1]
              else (array_agg({direction}_ukwh order by revision desc) filter (where speaks and import_id is null))[1]
              end as value
          from told group by pod_id, starts_at, unit_id, class)
        """;

    private static string Newest(string column) => $"(array_agg({column} order by revision desc))[1]";

    private static string RestoreSql(string direction)
    {
        string Restored(string quantity) => quantity == direction ? "value" : quantity;
        return $"""
            with {ToldSql(direction)},
            restored as (
              insert into core.reading (community_id, pod_id, starts_at, unit_id, meter, minutes, revision, injected_ukwh,
                withdrawn_ukwh, produced_ukwh, injected_total_ukwh, withdrawn_total_ukwh, produced_total_ukwh, received_at, ingest_id,
                source, quality)
              select $1, pod_id, starts_at, unit_id, meter, 15, last.revision + 1, {Restored("injected")},
                {Restored("withdrawn")}, {Restored("produced")}, injected_total, withdrawn_total, produced_total, $7, $8,
                'distributor', quality
              from decided
              cross join lateral (
                select max(revision) as revision from core.reading as r
                where r.community_id = $1 and r.pod_id = decided.pod_id and r.starts_at = decided.starts_at
                  and r.unit_id = decided.unit_id and r.meter = decided.meter) as last
              where not stands and value is distinct from {direction}
              returning (starts_at at time zone 'Europe/Rome')::date as day, arrival),
            {FormerReadings.NoteSql}
            """;
    }
}
