using System.Security.Cryptography;
using Cer.Operations.Intake;
using Npgsql;

namespace Cer.Storage;

/// <summary>Writes messages into the ingest log of a community, and their quarantined lines beside it.</summary>
internal sealed class IngestLog(NpgsqlConnection connection, int community)
{
    private const int LongestRaw = 16 * 1024 * 1024;

    private const string FindSql = """
        select id, sha256 from core.ingest
        where community_id = $1 and resource_id = $2 and message_at = $3 and refusal is null
        """;

    private const string SameSql = """
        select id from core.ingest
        where community_id = $1 and sha256 = $2 and source = $3 and resource_id is not distinct from $4
          and message_at is not distinct from $5 and refusal is not distinct from $6
          and warnings = $7 and findings = $8::jsonb
        order by id limit 1
        """;

    private const string AddSql = """
        insert into core.ingest (community_id, sha256, source, resource_id, message_at, refusal, warnings, findings,
          account, device, received_at, lines_stored, lines_refused, lines_quarantined, raw_length, raw)
        values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10, $11, $12, $13, $14, $15, $16)
        returning id
        """;

    public static byte[] HashOf(IntakeRecord record) => SHA256.HashData(record.Raw.Span);

    /// <summary>The message of the same identity that was stored before.</summary>
    public async Task<(long Id, byte[] Hash)?> FindAsync(IntakeRecord record, CancellationToken cancellation)
    {
        if (record is not { ResourceId: { } resource, MessageTimestamp: { } timestamp }) return null;
        var found = await connection.ListAsync<(long, byte[])?>(
            FindSql,
            row => (row.GetInt64(0), row.GetFieldValue<byte[]>(1)),
            cancellation,
            community,
            resource.Storable(),
            timestamp.ToUtc());
        return found.FirstOrDefault();
    }

    /// <summary>Logs a message; the same bytes with the same verdict are logged once.</summary>
    public async Task<(long Id, bool Added)> WriteAsync(
        IntakeRecord record, byte[] hash, CancellationToken cancellation)
    {
        object?[] verdict =
        [
            community,
            hash,
            Words.Of(record.Source),
            record.ResourceId?.Storable(),
            record.MessageTimestamp?.ToUtc(),
            record.Refusal?.Storable(),
            record.Warnings.Select(warning => warning.Storable()).ToArray(),
            FindingsJson.Of(record),
        ];
        if (!record.Raw.IsEmpty
            && await connection.ScalarAsync<long?>(SameSql, cancellation, verdict) is { } same) return (same, false);

        var id = await connection.ScalarAsync<long>(
            AddSql,
            cancellation,
            [
                .. verdict,
                record.Account?.Storable(),
                record.Device?.Storable(),
                record.ReceivedAt.ToUtc(),
                Count(record, LineOutcome.Stored),
                Count(record, LineOutcome.Refused),
                Count(record, LineOutcome.Quarantined),
                (long)record.Raw.Length,
                record.NeedsEvidence ? (object)record.Raw[..Math.Min(record.Raw.Length, LongestRaw)] : null,
            ]);
        await Quarantine.WriteAsync(connection, community, id, record, cancellation);
        return (id, true);
    }

    private static int Count(IntakeRecord record, LineOutcome outcome) =>
        record.Refusal is null ? record.Lines.Count(line => line.Outcome == outcome) : 0;
}
