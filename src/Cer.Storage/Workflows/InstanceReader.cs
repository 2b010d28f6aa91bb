using System.Data;
using Cer.Workflows.Hosting;
using Cer.Workflows.Running;
using Cer.Workflows.Values;
using Npgsql;

namespace Cer.Storage.Workflows;

/// <summary>Reads instances of workflows for people.</summary>
public sealed class InstanceReader(NpgsqlDataSource db) : IInstanceReader
{
    private const string Summary = """
        select i.id, i.definition_id, i.version_id, d.version, coalesce(i.name, d.name), i.correlation_id,
          i.parent_id, i.status, i.sub_status, i.incidents, i.created_at, i.updated_at, i.finished_at, i.last_error
        from wf.instance as i
        join wf.definition as d on d.community_id = i.community_id and d.version_id = i.version_id
        """;

    private const string HistorySql = """
        select execution_id, attempt, activity_id, node_id, type, parent_execution, tag, iteration, status, inputs, outputs,
          outcomes, fault, started_at, ended_at
        from wf.activity_execution
        where community_id = $1 and instance_id = $2 and ($3::text is null or activity_id = $3)
        order by execution_id, attempt offset $4 limit $5
        """;

    private const string DeadSql = """
        select 'inbox', id, kind, instance_id, attempts, last_error, dead_at from wf.inbox
        where community_id = $1 and dead_at is not null
        union all
        select 'outbox', id, kind, instance_id, attempts, last_error, dead_at from wf.outbox
        where community_id = $1 and dead_at is not null
        order by 7 desc, 2 limit 1000
        """;

    public ValueTask<IReadOnlyList<InstanceSummary>> ListAsync(
        int tenant, string? definitionId, string? subStatus, int skip, int take, CancellationToken cancellation) => RowsAsync(
        $"""
        {Summary}
        where i.community_id = $1 and ($2::text is null or i.definition_id = $2) and ($3::text is null
          or case when $3 = 'Running' then i.status = 'Running' else i.sub_status = $3 end)
        order by i.created_at desc, i.id offset $4 limit $5
        """,
        ReadSummary, cancellation, tenant, definitionId?.Storable(), subStatus?.Storable(), skip, take);

    public async ValueTask<bool> RunsAsync(int tenant, Activation activation, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return await connection.ScalarAsync<bool>(
            InboxSql.Runs, cancellation, tenant, activation.DefinitionId, activation.CorrelationId?.Storable(), null);
    }

    public async ValueTask<InstanceSummary?> FindAsync(int tenant, string instanceId, CancellationToken cancellation) =>
        First(await RowsAsync(
            $"{Summary} where i.community_id = $1 and i.id = $2", ReadSummary, cancellation, tenant, instanceId.Storable()));

    public async ValueTask<WorkflowState?> StateAsync(int tenant, string instanceId, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        // One picture of both: a step may come between.
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        var text = await connection.ScalarAsync<string>(
            "select state::text from wf.instance where community_id = $1 and id = $2", cancellation, tenant, instanceId.Storable());
        if (text is null) return null;
        return StateText.Read(text, new(!LargeValues.MayBeIn(text) ? []
            : await InstanceStore.ListValuesAsync(connection, new(tenant, instanceId), cancellation)));
    }

    public ValueTask<IReadOnlyList<HistoryRow>> HistoryAsync(
        int tenant, string instanceId, string? activityId, int skip, int take, CancellationToken cancellation) =>
        RowsAsync(HistorySql, ReadHistory, cancellation, tenant, instanceId.Storable(), activityId?.Storable(), skip, take);

    public ValueTask<IReadOnlyList<(long Seq, JournalEntry Entry)>> JournalAsync(
        int tenant, string instanceId, long after, int take, CancellationToken cancellation) => RowsAsync(
        """
        select seq, event, activity_id, execution_id, at, message from wf.journal
        where community_id = $1 and instance_id = $2 and seq > $3 order by seq limit $4
        """,
        row => (row.GetInt64(0), new JournalEntry(row.GetString(1), Text(row, 2), row.GetInt32(3), At(row, 4)!.Value, Text(row, 5))),
        cancellation,
        tenant,
        instanceId.Storable(),
        after,
        take);

    public ValueTask<IReadOnlyList<OpenBookmark>> BookmarksAsync(
        int tenant, string? kind, string? instanceId, CancellationToken cancellation) => RowsAsync(
        """
        select b.instance_id, b.id, b.kind, b.key, b.activity_id, b.payload, b.due_at, i.definition_id, coalesce(i.name, d.name)
        from wf.bookmark as b
        join wf.instance as i on i.community_id = b.community_id and i.id = b.instance_id
        join wf.definition as d on d.community_id = i.community_id and d.version_id = i.version_id
        where b.community_id = $1 and i.status = 'Running' and ($2::text is null or b.kind = $2)
          and ($3::text is null or b.instance_id = $3)
        order by i.created_at, b.instance_id, b.id limit 1000
        """,
        row => new OpenBookmark(
            row.GetString(0), row.GetInt32(1), row.GetString(2), row.GetString(3), row.GetString(4),
            FlowWords.Payload(row.GetString(5)), At(row, 6))
        {
            DefinitionId = row.GetString(7),
            Name = Text(row, 8),
        },
        cancellation,
        tenant,
        kind?.Storable(),
        instanceId?.Storable());

    public ValueTask<IReadOnlyList<DeadLetter>> DeadLettersAsync(int tenant, CancellationToken cancellation) => RowsAsync(
        DeadSql,
        row => new DeadLetter(
            row.GetString(0), row.GetInt64(1), row.GetString(2), Text(row, 3), row.GetInt32(4), Text(row, 5), At(row, 6)!.Value),
        cancellation,
        tenant);

    public async ValueTask<bool> ReviveAsync(int tenant, DeadLetter letter, DateTimeOffset now, CancellationToken cancellation)
    {
        var table = letter.Box == "outbox" ? "wf.outbox" : "wf.inbox";
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var revived = await connection.RunAsync(
            $"update {table} set dead_at = null, attempts = 0, not_before = $3 where community_id = $1 and id = $2 and dead_at is not null",
            cancellation,
            tenant,
            letter.Id,
            now.UtcDateTime);
        await connection.RunAsync(InboxSql.Notify, cancellation, letter.Box == "outbox" ? InboxSql.Outbox : InboxSql.Work);
        return revived == 1;
    }

    private async ValueTask<IReadOnlyList<T>> RowsAsync<T>(
        string sql, Func<NpgsqlDataReader, T> make, CancellationToken cancellation, params object?[] values)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return await connection.ListAsync(sql, make, cancellation, values);
    }

    private static T? First<T>(IReadOnlyList<T> rows)
        where T : class => rows.Count > 0 ? rows[0] : null;

    private static InstanceSummary ReadSummary(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt32(3), Text(row, 4), Text(row, 5), Text(row, 6),
        row.GetString(7), row.GetString(8), row.GetInt32(9), At(row, 10)!.Value, At(row, 11)!.Value, At(row, 12), Text(row, 13));

    private static HistoryRow ReadHistory(NpgsqlDataReader row) => new(
        row.GetInt32(0), row.GetInt32(1), row.GetString(2), row.GetString(3), row.GetString(4),
        row.IsDBNull(5) ? null : row.GetInt32(5), Text(row, 6), Text(row, 7), row.GetString(8), Text(row, 9), Text(row, 10),
        row.IsDBNull(11) ? null : row.GetFieldValue<string[]>(11), Text(row, 12), At(row, 13)!.Value, At(row, 14));

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? At(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : new DateTimeOffset(row.GetDateTime(column), TimeSpan.Zero);
}
