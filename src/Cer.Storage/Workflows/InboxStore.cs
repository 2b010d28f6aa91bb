using Cer.Workflows.Hosting;
using Npgsql;

namespace Cer.Storage.Workflows;

/// <summary>The inbox of workflows in PostgreSQL.</summary>
public sealed class InboxStore(NpgsqlDataSource db) : IInboxStore
{
    // An event is told when its sender rests: it may wait for it itself.
    private const string TakeSql = """
        select community_id, id, kind, key, payload, attempts, trigger_key from wf.inbox as w
        where instance_id is null and done_at is null and dead_at is null and not is_held and not_before <= $1
          and (kind <> 'event' or payload ->> 'sender' is null or created_at < now() - interval '5 seconds'
            or not exists (
              select from wf.instance as i
              where i.community_id = w.community_id and i.id = w.payload ->> 'sender' and i.is_runnable))
        order by not_before, id limit 1 for update skip locked
        """;

    public async ValueTask<bool> AddAsync(InboxMessage message, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        InboxSql.Add(batch, message, now);
        batch.Add(InboxSql.Notify, InboxSql.Work);
        await batch.ExecuteNonQueryAsync(cancellation);
        return batch.BatchCommands[0].RecordsAffected == 1;
    }

    public async ValueTask<IInboxClaim?> TakeAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var connection = await db.OpenConnectionAsync(cancellation);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellation);
            var found = await connection.ListAsync(TakeSql, Read, cancellation, now.UtcDateTime);
            if (found.Count > 0) return new InboxClaim(transaction, found[0]);
            await connection.DisposeAsync();
            return null;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async ValueTask<DateTimeOffset?> NextDueAsync(DateTimeOffset after, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return await connection.ScalarAsync<DateTime?>(
            "select min(not_before) from wf.inbox where done_at is null and dead_at is null and not is_held and not_before > $1",
            cancellation,
            after.UtcDateTime);
    }

    private static InboxRow Read(NpgsqlDataReader row) => new(
        row.GetInt64(1),
        new(
            row.GetInt32(0),
            FlowWords.Kind(row.GetString(2)),
            row.GetString(3),
            null,
            FlowWords.Payload(row.GetString(4)),
            TriggerKey: row.IsDBNull(6) ? null : row.GetString(6)),
        row.GetInt32(5));
}
