using Cer.Operations.Ports;
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

    private const string RestoreSql = $"with mine as (select mine.* {Mine}), {FormerReadings.RestoreSql}";

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
