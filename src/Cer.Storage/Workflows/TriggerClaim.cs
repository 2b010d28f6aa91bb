using Cer.Workflows.Hosting;
using Npgsql;

namespace Cer.Storage.Workflows;

/// <summary>A trigger that is due, locked by an open transaction.</summary>
internal sealed class TriggerClaim(NpgsqlTransaction transaction, long id, Trigger trigger) : ITriggerClaim
{
    private readonly NpgsqlConnection _connection = transaction.Connection!;

    public Trigger Trigger => trigger;

    public async ValueTask FireAsync(
        IReadOnlyList<InboxMessage> starts, DateTimeOffset? next, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(_connection, transaction);
        foreach (var start in starts) InboxSql.Add(batch, start, now);
        batch.Add(
            "update wf.trigger set next_due = $3 where community_id = $1 and id = $2", trigger.Tenant, id, (object?)next?.UtcDateTime);
        batch.Add(InboxSql.Notify, InboxSql.Work);
        await batch.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
