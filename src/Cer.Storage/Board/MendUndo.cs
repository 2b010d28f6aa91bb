using Cer.Operations.Board;
using Cer.Operations.Ports;
using Cer.Storage.Truth;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Board;

/// <summary>Takes a mend back, inside a transaction that holds the community's lock.</summary>
/// <remarks>
/// What the class of the reading had said of the mend's quantity before is said again; where it had said nothing, its word is taken
/// back, and what other classes say shows through. What others have told since, of this quantity or another, goes on standing.
/// </remarks>
internal static class MendUndo
{
    private const string MendSql = """
        select mend.kind, mend.ingest_id, mend.pod_id, mend.from_at, mend.to_at, exists (
          select from core.mend as gone where gone.community_id = $1 and gone.withdraws = mend.id), mend.flow
        from core.mend as mend where mend.community_id = $1 and mend.id = $2 and mend.kind <> 'withdrawn'
        """;

    private const string Mine = """
        from core.reading as mine
        where mine.community_id = $1 and mine.pod_id = $2 and mine.ingest_id = $5
          and mine.starts_at >= $3::timestamptz - interval '1 hour' and mine.starts_at < $4
        """;

    private const string LaterSql = $"""
        select count(*) {Mine} and exists (
          select from core.reading as later
          join core.mend as other on other.community_id = later.community_id and other.ingest_id = later.ingest_id
            and other.kind <> 'withdrawn' and other.flow = $6
          where later.community_id = mine.community_id and later.pod_id = mine.pod_id and later.starts_at = mine.starts_at
            and later.unit_id = mine.unit_id and later.meter = mine.meter and later.revision > mine.revision
            and not exists (
              select from core.mend as gone where gone.community_id = other.community_id and gone.withdraws = other.id))
        """;

    private const string LogSql = """
        insert into core.ingest (community_id, source, account, received_at, sha256, lines_stored, lines_refused,
          lines_quarantined, raw_length)
        select $1, source, $2, $3, sha256, 0, 0, 0, 0 from core.ingest where community_id = $1 and id = $4
        returning id
        """;

    private const string AddSql = """
        insert into core.mend (community_id, kind, withdraws, pod_id, unit_id, flow, from_at, to_at, ingest_id, readings, author,
          reason, at)
        select community_id, 'withdrawn', id, pod_id, unit_id, flow, from_at, to_at, $3, $4, $5, $6, $7
        from core.mend where community_id = $1 and id = $2
        """;

    public static async Task<MendOutcome> RunAsync(
        NpgsqlConnection connection,
        CommunityId community,
        long mend,
        string author,
        string reason,
        Instant at,
        CancellationToken cancellation)
    {
        var found = await connection.ListAsync(
            MendSql,
            row => (Kind: row.GetString(0), Ingest: row.ReadValue<long>(1), Point: row.GetInt32(2), From: row.ReadInstant(3),
                To: row.ReadInstant(4), Gone: row.GetBoolean(5), Flow: row.GetString(6)),
            cancellation,
            community.Value,
            mend);
        if (found.Count == 0) return new MendOutcome.Unknown();
        var it = found[0];
        if (it.Gone) return new MendOutcome.Conflict("Found a decision that was taken back before, expected one that holds.");
        if (it.Kind == "estimated"
            && await connection.ClosedMonthAsync(community, it.From, it.To, cancellation) is { } closed) return closed;
        var (ingest, restored) = ((long?)null, 0);
        if (it.Ingest is { } written)
        {
            object?[] mine = [community.Value, it.Point, it.From.ToUtc(), it.To.ToUtc(), written];
            if (await connection.ScalarAsync<long>(LaterSql, cancellation, [.. mine, it.Flow]) > 0)
            {
                return new MendOutcome.Conflict(
                    "Found a later correction or estimate that stands on it, expected none: take that one back first.");
            }

            ingest = await connection.ScalarAsync<long>(LogSql, cancellation, community.Value, author, at.ToUtc(), written);
            restored = checked((int)await connection.ScalarAsync<long>(
                RestoreSql(it.Flow), cancellation, [.. mine, at.ToUtc(), ingest]));
        }

        await connection.RunAsync(AddSql, cancellation, community.Value, mend, ingest, restored, author, reason, at.ToUtc());
        return new MendOutcome.Done(mend, restored);
    }

    private static string RestoreSql(string flow) => $"with mine as (select mine.* {Mine}), {FormerReadings.RestoreSql(flow)}";
}
