using System.Security.Cryptography;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage;

/// <summary>Messages of no community, in PostgreSQL.</summary>
public sealed class StrayStore(NpgsqlDataSource db) : IStrayStore
{
    private const int LongestRaw = 64 * 1024;
    private const int LongestTopic = 1000;

    // Of nobody, so nobody's bound holds them: as evidence of what is wrong these are enough.
    private const int MostOfDay = 1000;

    private const string KeepSql = """
        insert into core.stray_message (topic, reason, sha256, raw_length, raw, received_at)
        select $1, $2, $3, $4, $5, $6
        where (select count(*) from core.stray_message where received_at > $6::timestamptz - interval '1 day') < $7
        on conflict do nothing
        """;

    public async Task KeepAsync(
        string topic, string reason, ReadOnlyMemory<byte> raw, Instant receivedAt, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await connection.RunAsync(
            KeepSql,
            cancellation,
            topic[..Math.Min(topic.Length, LongestTopic)].Storable(),
            reason.Storable(),
            SHA256.HashData(raw.Span),
            (long)raw.Length,
            raw[..Math.Min(raw.Length, LongestRaw)],
            receivedAt.ToUtc(),
            MostOfDay);
    }
}
