using Cer.Workflows.Hosting;
using Npgsql;

namespace Cer.Storage.Workflows;

/// <summary>The outbox of workflows in PostgreSQL.</summary>
public sealed class OutboxStore(NpgsqlDataSource db) : IOutboxStore
{
    private const string TakeSql = """
        with due as (
          select community_id, id from wf.outbox
          where done_at is null and dead_at is null and kind <> 'response' and not_before <= $3
            and (claimed_until is null or claimed_until <= clock_timestamp())
          order by not_before, id limit 1 for update skip locked)
        update wf.outbox as o set claimed_by = $1, claimed_until = clock_timestamp() + $2
        from due where o.community_id = due.community_id and o.id = due.id
        returning o.community_id, o.id, o.instance_id, o.execution_id, o.kind, o.key, o.payload, o.attempts
        """;

    private const string DoneSql = """
        update wf.outbox set done_at = $3, claimed_until = null, last_error = null where community_id = $1 and id = $2
        """;

    private const string FailedSql = """
        update wf.outbox set attempts = attempts + 1, last_error = $3, claimed_until = null,
          not_before = coalesce($4, not_before), dead_at = case when $4::timestamptz is null then $5::timestamptz end
        where community_id = $1 and id = $2
        """;

    public async ValueTask<OutboxRow?> TakeAsync(
        string owner, TimeSpan term, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var found = await connection.ListAsync(
            TakeSql,
            row => new OutboxRow(
                row.GetInt64(1),
                new(row.GetInt32(0), row.GetString(2)),
                new(row.GetString(4), row.GetString(5), row.GetInt32(3), FlowWords.Payload(row.GetString(6))),
                row.GetInt32(7)),
            cancellation,
            owner,
            term,
            now.UtcDateTime);
        return found.Count > 0 ? found[0] : null;
    }

    public async ValueTask DoneAsync(OutboxRow row, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await connection.RunAsync(DoneSql, cancellation, row.Instance.Tenant, row.Id, at.UtcDateTime);
    }

    public async ValueTask FailedAsync(
        OutboxRow row, string reason, DateTimeOffset? again, DateTimeOffset at, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await connection.RunAsync(
            FailedSql, cancellation, row.Instance.Tenant, row.Id, reason.Storable(), (object?)again?.UtcDateTime, at.UtcDateTime);
    }

    public async ValueTask<OutboxItem?> FindAsync(int tenant, string key, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var found = await connection.ListAsync(
            "select kind, execution_id, payload from wf.outbox where community_id = $1 and key = $2",
            row => new OutboxItem(row.GetString(0), key, row.GetInt32(1), FlowWords.Payload(row.GetString(2))),
            cancellation,
            tenant,
            key.Storable());
        return found.Count > 0 ? found[0] : null;
    }
}
