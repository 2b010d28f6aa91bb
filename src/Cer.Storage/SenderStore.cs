using Cer.Operations.Intake;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage;

/// <summary>Counts of what senders were refused at the door, in PostgreSQL.</summary>
public sealed class SenderStore(NpgsqlDataSource db) : ISenderStore
{
    internal const string AddSql = """
        insert into core.sender_day as counted (community_id, day, source, sender, kind, messages, bytes, last_at)
        select community_id, ($1::timestamptz at time zone 'UTC')::date, source, sender, kind, messages, bytes, $1
        from unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[])
          as sent (community_id, source, sender, kind, messages, bytes)
        order by community_id, source, sender, kind
        on conflict (community_id, day, source, sender, kind) do update
        set messages = counted.messages + excluded.messages, bytes = counted.bytes + excluded.bytes,
          last_at = greatest(counted.last_at, excluded.last_at)
        """;

    public async Task AddAsync(IReadOnlyCollection<SenderCount> counts, Instant at, CancellationToken cancellation)
    {
        if (counts.Count == 0) return;
        await using var connection = await db.SessionAsync(cancellation);
        await connection.RunAsync(
            AddSql,
            cancellation,
            at.ToUtc(),
            counts.Select(count => count.Sender.Community.Value).ToArray(),
            counts.Select(count => count.Sender.IsTopic ? "mqtt" : "rest").ToArray(),
            counts.Select(count => count.Sender.Name.Storable()).ToArray(),
            counts.Select(count => count.Why == RefusedAtDoor.BadBody ? "bad_body" : "too_many").ToArray(),
            counts.Select(count => count.Messages).ToArray(),
            counts.Select(count => count.Bytes).ToArray());
    }
}
