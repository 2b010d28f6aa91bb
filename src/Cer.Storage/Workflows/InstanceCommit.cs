using System.Data.Common;
using Cer.Workflows.Hosting;
using Cer.Workflows.Running;
using Npgsql;

namespace Cer.Storage.Workflows;

/// <summary>One step of an instance: one transaction, and one trip to the database unless an activity has joined it.</summary>
internal sealed class InstanceCommit(NpgsqlConnection connection, InstanceLease lease) : IInstanceCommit
{
    // First, so that a late owner writes nothing: its number or its revision is no longer there, and nothing is divided by none.
    private const string InstanceSql = """
        with written as (
        update wf.instance set rev = rev + 1, state = $5::json, is_runnable = $6, name = $7, correlation_id = $8, status = $9,
          sub_status = $10, incidents = $11, journal_rows = journal_rows + $12, updated_at = $13, taken = 0,
          finished_at = case when $14::timestamptz is not null and sub_status = $10 then coalesce(finished_at, $14) else $14 end,
          last_error = null, lease_owner = case when not $15 then lease_owner end, lease_until = case when not $15 then lease_until end
        where community_id = $1 and id = $2 and rev = $3 and lease_token = $4 returning 1)
        select 1 / count(*) from written
        """;

    private const string HistorySql = """
        insert into wf.activity_execution (community_id, instance_id, execution_id, attempt, activity_id, node_id, type,
          parent_execution, tag, iteration, status, inputs, outputs, outcomes, fault, started_at, ended_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::json, $11, $12::json, $13::json, $14, $15, $16, $17)
        on conflict (community_id, instance_id, execution_id, attempt) do update set
          begun = activity_execution.begun + case when excluded.status = 'Running' and activity_execution.status = 'Running'
            and excluded.started_at > activity_execution.started_at then 1 else 0 end,
          iteration = coalesce(excluded.iteration, activity_execution.iteration), status = excluded.status,
          inputs = excluded.inputs, outputs = excluded.outputs, outcomes = excluded.outcomes, fault = excluded.fault,
          started_at = excluded.started_at, ended_at = excluded.ended_at
        """;

    private const string ValueSql = """
        insert into wf.value (community_id, instance_id, hash, content) values ($1, $2, $3, $4) on conflict do nothing
        """;

    private const string GoneSql = "delete from wf.value where community_id = $1 and instance_id = $2 and hash = any ($3)";

    private const string JournalSql = """
        insert into wf.journal (community_id, instance_id, seq, at, event, activity_id, execution_id, message)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        """;

    private const string BookmarkSql = """
        insert into wf.bookmark (community_id, instance_id, id, kind, key, execution_id, activity_id, correlation_id, payload, due_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9::json, $10)
        on conflict do nothing
        """;

    private const string OutboxSql = """
        insert into wf.outbox (community_id, instance_id, execution_id, kind, key, payload, not_before)
        values ($1, $2, $3, $4, $5, $6::json, $7)
        on conflict do nothing
        """;

    private const string HoldSql = """
        update wf.inbox set is_held = $3
        where community_id = $1 and instance_id = $2 and done_at is null and dead_at is null and kind not in ('cancel', 'retry')
        """;

    private const string CancelChildrenSql = """
        insert into wf.inbox (community_id, kind, key, instance_id, payload, not_before)
        select community_id, 'cancel', 'cancel-with-parent:' || id, id, '{}', $3 from wf.instance
        where community_id = $1 and parent_id = $2 and tells is not null and status = 'Running'
        on conflict do nothing
        """;

    private NpgsqlTransaction? _transaction;

    /// <summary>Begins with who asks for it; it is said to the database together with the first command.</summary>
    public DbTransaction Transaction => _transaction ??= connection.BeginTransaction();

    public async ValueTask<InstanceLease> CommitAsync(InstanceChange change, CancellationToken cancellation)
    {
        // Without a transaction a batch is one of its own: it is written as a whole or not at all, in one trip.
        await using var batch = new NpgsqlBatch(connection, _transaction);
        Add(batch, change);
        try
        {
            await batch.ExecuteNonQueryAsync(cancellation);
        }
        catch (PostgresException fault) when (fault is { SqlState: PostgresErrorCodes.DivisionByZero })
        {
            throw new LeaseLostException(lease.Key);
        }

        if (_transaction is not null) await _transaction.CommitAsync(cancellation);
        return lease with
        {
            Revision = lease.Revision + 1,
            JournalRows = lease.JournalRows + change.Journal.Count,
            Taken = 0,
        };
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_transaction is not null) await _transaction.DisposeAsync();
        }
        catch (Exception fault) when (fault is InvalidOperationException or NpgsqlException)
        {
            // An activity that did not listen still uses it: closing the connection undoes all the same.
        }

        await connection.DisposeAsync();
    }

    private void Add(NpgsqlBatch batch, InstanceChange change)
    {
        var (tenant, id, state, at) = (lease.Key.Tenant, lease.Key.Id, change.State, change.At.UtcDateTime);
        var ended = state.Status == WorkflowStatus.Finished;
        batch.Add(
            InstanceSql, tenant, id, lease.Revision, lease.Token, change.StateText, !ended && state.Queue.Count > 0,
            state.Name?.Storable(), state.CorrelationId?.Storable(), state.Status.ToString(), state.SubStatus.ToString(),
            state.Incidents.Count, (long)change.Journal.Count, at, ended ? at : null, change.LetsGo);
        foreach (var (hash, content) in change.Values) batch.Add(ValueSql, tenant, id, hash, content);
        if (change.GoneValues.Count > 0) batch.Add(GoneSql, tenant, id, change.GoneValues.ToArray());
        foreach (var row in change.History) AddHistory(batch, row);
        var seq = lease.JournalRows;
        foreach (var entry in change.Journal)
            batch.Add(
                JournalSql, tenant, id, ++seq, entry.At.UtcDateTime, entry.Event, entry.ActivityId?.Storable(), entry.ExecutionId,
                entry.Message?.Storable());
        if (change.Bookmarks is { } bookmarks) AddBookmarks(batch, bookmarks, state.CorrelationId);
        foreach (var message in change.Messages) InboxSql.Add(batch, message, change.At);
        foreach (var item in change.Outbox)
            batch.Add(OutboxSql, tenant, id, item.ExecutionId, item.Kind, item.Key, FlowWords.Json(item.Payload), at);
        if (change.Done.Count > 0)
            batch.Add(
                "update wf.inbox set done_at = $3, last_error = null where community_id = $1 and id = any ($2)",
                tenant, change.Done.ToArray(), at);
        if (change.Holds is { } holds) batch.Add(HoldSql, tenant, id, holds);
        if (state.SubStatus == WorkflowSubStatus.Cancelled) batch.Add(CancelChildrenSql, tenant, id, at);
        if (change.Messages.Count > 0) batch.Add(InboxSql.Notify, InboxSql.Work);
        if (change.Outbox.Count > 0) batch.Add(InboxSql.Notify, InboxSql.Outbox);
    }

    private void AddHistory(NpgsqlBatch batch, HistoryRow row) => batch.Add(
        HistorySql, lease.Key.Tenant, lease.Key.Id, row.ExecutionId, row.Attempt, row.ActivityId.Storable(), row.NodeId.Storable(),
        row.Type.Storable(), row.ParentExecution, row.Tag?.Storable(), row.Iteration, row.Status, row.Inputs, row.Outputs,
        row.Outcomes?.Select(outcome => outcome.Storable()).ToArray(), row.Fault?.Storable(), row.StartedAt.UtcDateTime,
        row.EndedAt?.UtcDateTime);

    private void AddBookmarks(NpgsqlBatch batch, IReadOnlyList<Bookmark> bookmarks, string? correlation)
    {
        var (tenant, id) = (lease.Key.Tenant, lease.Key.Id);
        batch.Add(
            "delete from wf.bookmark where community_id = $1 and instance_id = $2 and id <> all ($3)",
            tenant, id, bookmarks.Select(one => one.Id).ToArray());
        foreach (var one in bookmarks)
            batch.Add(
                BookmarkSql, tenant, id, one.Id, one.Kind, BookmarkKey.Of(one).Storable(), one.ExecutionId, one.ActivityId.Storable(),
                correlation?.Storable(), FlowWords.Json(one.Payload), one.DueAt?.UtcDateTime);
    }
}
