using System.Security.Cryptography;
using Cer.Operations.Intake;
using Npgsql;

namespace Cer.Storage;

/// <summary>Writes messages into the ingest log of a community, and their quarantined lines beside it.</summary>
/// <remarks>
/// A statement for all messages of a call, whatever their number. No two of them may have the same bytes or the same
/// identity: none of them would be found by the other.
/// </remarks>
internal sealed class IngestLog(NpgsqlConnection connection, int community)
{
    private const int LongestRaw = 16 * 1024 * 1024;

    private const string FindSql = """
        select sent.place, known.id, known.sha256
        from unnest($2::text[], $3::timestamptz[]) with ordinality as sent (resource_id, message_at, place)
        cross join lateral (
          select i.id, i.sha256 from core.ingest as i
          where i.community_id = $1 and i.resource_id = sent.resource_id and i.message_at = sent.message_at
            and i.refusal is null and not exists (
              select from core.message_deletion as d where d.community_id = $1 and d.ingest_id = i.id)
          limit 1) as known
        """;

    private const string SameSql = """
        select sent.place, known.id
        from unnest($2::bytea[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::text[], $8::text[])
          with ordinality as sent (sha256, source, resource_id, message_at, refusal, warnings, findings, place)
        cross join lateral (
          select i.id from core.ingest as i
          where i.community_id = $1 and i.sha256 = sent.sha256 and i.source = sent.source
            and i.resource_id is not distinct from sent.resource_id
            and i.message_at is not distinct from sent.message_at and i.refusal is not distinct from sent.refusal
            and i.warnings = array(select jsonb_array_elements_text(sent.warnings::jsonb))
            and i.findings = sent.findings::jsonb and not exists (
              select from core.message_deletion as d where d.community_id = $1 and d.ingest_id = i.id)
          order by i.id limit 1) as known
        """;

    private const string AddSql = """
        insert into core.ingest (community_id, sha256, source, resource_id, message_at, refusal, warnings, findings,
          account, device, received_at, lines_stored, lines_refused, lines_quarantined, raw_length, raw, repetition)
        select $1, sha256, source, resource_id, message_at, refusal,
          array(select jsonb_array_elements_text(warnings::jsonb)), findings::jsonb,
          account, device, received_at, lines_stored, lines_refused, lines_quarantined, raw_length, raw,
          case when refusal is not null or resource_id is null then 0 else (
            select count(*) from core.ingest as i
            join core.message_deletion as d on d.community_id = $1 and d.ingest_id = i.id
            where i.community_id = $1 and i.resource_id = sent.resource_id and i.message_at = sent.message_at
              and i.refusal is null) end
        from unnest($2::bytea[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::text[], $8::text[],
          $9::text[], $10::text[], $11::timestamptz[], $12::int[], $13::int[], $14::int[], $15::bigint[], $16::bytea[])
          with ordinality as sent (sha256, source, resource_id, message_at, refusal, warnings, findings,
            account, device, received_at, lines_stored, lines_refused, lines_quarantined, raw_length, raw, place)
        order by place
        returning id, sha256
        """;

    public static byte[] HashOf(IntakeRecord record) => SHA256.HashData(record.Raw.Span);

    /// <summary>Of each message the one of the same identity that was stored before; null where there is none.</summary>
    public async Task<(long Id, byte[] Hash)?[]> FindAsync(
        IReadOnlyList<IntakeRecord> records, CancellationToken cancellation)
    {
        var found = new (long, byte[])?[records.Count];
        int[] named =
        [
            .. Enumerable.Range(0, records.Count).Where(
                i => records[i] is { Refusal: null, ResourceId: not null, MessageTimestamp: not null }),
        ];
        if (named.Length == 0) return found;
        var rows = await connection.PreparedListAsync(
            FindSql,
            row => (Place: row.GetInt64(0), Earlier: (row.GetInt64(1), row.GetFieldValue<byte[]>(2))),
            cancellation,
            community,
            Array.ConvertAll(named, i => records[i].ResourceId!.Storable()),
            Array.ConvertAll(named, i => records[i].MessageTimestamp!.Value.ToUtc()));
        foreach (var (place, earlier) in rows) found[named[place - 1]] = earlier;
        return found;
    }

    /// <summary>
    /// Logs messages; the same bytes with the same verdict are logged once. Beyond the evidence of a day those that bring readings are
    /// logged without their bytes, and others not at all.
    /// </summary>
    /// <remarks>What is not logged has no id.</remarks>
    public async Task<(long Id, bool Added)[]> WriteAsync(
        IReadOnlyList<(IntakeRecord Record, byte[] Hash)> messages, Evidence evidence, CancellationToken cancellation)
    {
        var rows = new IngestRows(community, messages);
        var written = new (long Id, bool Added)[messages.Count];
        if (messages.Any(message => !message.Record.Raw.IsEmpty))
        {
            var same = await connection.PreparedListAsync(
                SameSql, row => (Place: row.GetInt64(0), Id: row.GetInt64(1)), cancellation, rows.Verdicts);
            // No bytes are no content that could be the same.
            foreach (var (place, id) in same.Where(row => !messages[(int)row.Place - 1].Record.Raw.IsEmpty))
                written[place - 1] = (id, false);
        }

        List<int> unknown = [.. Enumerable.Range(0, messages.Count).Where(i => written[i].Id == 0)];
        List<(int Place, IntakeRecord Record)> fresh = [];
        foreach (var i in unknown)
        {
            var record = messages[i].Record;
            if (await evidence.KeepAsync(record, cancellation)) fresh.Add((i, record));
            else if (record.BringsReadings) fresh.Add((i, record with { IsBare = true }));
        }

        if (fresh.Count == 0) return written;
        var places = fresh.ToDictionary(one => Convert.ToHexString(messages[one.Place].Hash), one => one.Place, StringComparer.Ordinal);
        var added = new IngestRows(community, [.. fresh.Select(one => (one.Record, messages[one.Place].Hash))]);
        var ids = await connection.PreparedListAsync(
            AddSql,
            row => (Id: row.GetInt64(0), Hash: row.GetFieldValue<byte[]>(1)),
            cancellation,
            [.. added.Verdicts, .. added.Rest(LongestRaw)]);
        foreach (var (id, hash) in ids)
        {
            var place = places[Convert.ToHexString(hash)];
            written[place] = (id, true);
            await Quarantine.WriteAsync(connection, community, id, messages[place].Record, cancellation);
        }

        return written;
    }
}
