using Cer.Workflows.Hosting;
using Npgsql;

namespace Cer.Benchmarks.Flows;

/// <summary>What flows commit, without the flows: the same rows in the same order, each step one transaction and one trip.</summary>
internal sealed class BareCommits(NpgsqlDataSource db, int tenant, IReadOnlyList<InstanceChange> changes)
{
    private const string InstanceSql = """
        update wf.instance set rev = rev + 1, state = $3::json, status = $4, sub_status = $5, journal_rows = journal_rows + $6,
          updated_at = $7, finished_at = $8 where community_id = $1 and id = $2
        """;

    private const string HistorySql = """
        insert into wf.activity_execution (community_id, instance_id, execution_id, attempt, activity_id, node_id, type,
          parent_execution, status, inputs, outcomes, started_at, ended_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::json, $11, $12, $13)
        on conflict (community_id, instance_id, execution_id, attempt) do update set
          status = excluded.status, inputs = excluded.inputs, outcomes = excluded.outcomes, ended_at = excluded.ended_at
        """;

    private const string JournalSql = """
        insert into wf.journal (community_id, instance_id, seq, at, event, activity_id, execution_id, message)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        """;

    /// <summary>All steps of each instance, shared out among a number of connections.</summary>
    public async Task RunAsync(IReadOnlyList<string> instances, int connections)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            await using var connection = await db.OpenConnectionAsync();
            for (var i = Interlocked.Increment(ref next); i < instances.Count; i = Interlocked.Increment(ref next))
                await RunAsync(connection, instances[i]);
        })));
    }

    private static void Add(NpgsqlBatch batch, string sql, params object?[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values) command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        batch.BatchCommands.Add(command);
    }

    private async Task RunAsync(NpgsqlConnection connection, string id)
    {
        var seq = 0L;
        foreach (var change in changes)
        {
            var at = change.At.UtcDateTime;
            // Without a transaction of its own a batch is one, and needs no trip to begin and none to commit.
            await using var batch = new NpgsqlBatch(connection);
            Add(batch, InstanceSql, tenant, id, change.StateText, change.State.Status.ToString(), change.State.SubStatus.ToString(),
                (long)change.Journal.Count, at, at);
            foreach (var one in change.History)
                Add(batch, HistorySql, tenant, id, one.ExecutionId, one.Attempt, one.ActivityId, one.NodeId, one.Type,
                    one.ParentExecution, one.Status, one.Inputs, one.Outcomes?.ToArray(), one.StartedAt.UtcDateTime,
                    one.EndedAt?.UtcDateTime);
            foreach (var one in change.Journal)
                Add(batch, JournalSql, tenant, id, ++seq, one.At.UtcDateTime, one.Event, one.ActivityId, one.ExecutionId, one.Message);
            await batch.ExecuteNonQueryAsync();
        }
    }
}
