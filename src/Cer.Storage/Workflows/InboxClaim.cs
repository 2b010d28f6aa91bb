using Cer.Workflows.Hosting;
using Cer.Workflows.Running;
using Npgsql;

namespace Cer.Storage.Workflows;

/// <summary>A start or an event, locked by an open transaction.</summary>
internal sealed class InboxClaim(NpgsqlTransaction transaction, InboxRow row) : IInboxClaim
{
    private const string BeginSql = """
        insert into wf.instance (community_id, id, definition_id, version_id, start_key, trigger_key, parent_id, tells, name,
          correlation_id, status, sub_status, state, is_runnable, created_at, updated_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'Running', 'Pending', $11::json, true, $12, $12)
        on conflict do nothing
        """;

    private const string HasRunSql = """
        update wf.definition set has_run = true where community_id = $1 and version_id = $2 and not has_run
        """;

    private const string WaitingSql = """
        select b.instance_id, b.id from wf.bookmark as b
        join wf.instance as i on i.community_id = b.community_id and i.id = b.instance_id
        where b.community_id = $1 and b.kind = $2 and b.key = $3 and i.status = 'Running'
          and ($4::text is null or $4 = '' or i.correlation_id = $4)
          and ($5::text is null or b.instance_id = $5)
        order by b.instance_id, b.id
        """;

    private const string TriggersSql = """
        select version_id, activity_id from wf.trigger where community_id = $1 and kind = $2 and key = $3 order by id
        """;

    private const string DoneSql = """
        update wf.inbox set done_at = $3, last_error = null where community_id = $1 and id = $2
        """;

    private const string FailedSql = """
        update wf.inbox set attempts = attempts + 1, last_error = $3, not_before = coalesce($4, not_before),
          dead_at = case when $4::timestamptz is null then $5::timestamptz end
        where community_id = $1 and id = $2
        """;

    // One after the other: two starts at once must not both find nobody.
    private const string LockSql = "select pg_advisory_xact_lock(hashtext('wf.activation'), $1)";

    private readonly NpgsqlConnection _connection = transaction.Connection!;
    private readonly NpgsqlBatch _batch = new(transaction.Connection, transaction);

    public InboxRow Row => row;

    private int Tenant => row.Message.Tenant;

    public async ValueTask<bool> IsHeldBackAsync(Activation activation, string instanceId, CancellationToken cancellation)
    {
        await _connection.RunAsync(LockSql, cancellation, Tenant);
        return await _connection.ScalarAsync<bool>(
            InboxSql.Runs, cancellation, Tenant, activation.DefinitionId, activation.CorrelationId?.Storable(), instanceId);
    }

    public void Begin(NewInstance instance, DateTimeOffset now)
    {
        var state = instance.State;
        _batch.Add(HasRunSql, Tenant, state.VersionId);
        _batch.Add(
            BeginSql,
            Tenant,
            state.InstanceId,
            state.DefinitionId,
            state.VersionId,
            instance.StartKey.Storable(),
            instance.TriggerKey?.Storable(),
            state.ParentInstanceId,
            instance.Tells,
            state.Name?.Storable(),
            state.CorrelationId?.Storable(),
            StateText.Write(state),
            now.UtcDateTime);
    }

    public async ValueTask<IReadOnlyList<(string InstanceId, int BookmarkId)>> WaitingAsync(
        string kind, string key, string? correlationId, string? onlyInstance, CancellationToken cancellation) =>
        await _connection.ListAsync(
            WaitingSql,
            one => (one.GetString(0), one.GetInt32(1)),
            cancellation,
            Tenant,
            kind,
            key.Storable(),
            correlationId,
            onlyInstance);

    public async ValueTask<IReadOnlyList<(string VersionId, string ActivityId)>> TriggersAsync(
        string kind, string key, CancellationToken cancellation) =>
        await _connection.ListAsync(
            TriggersSql, one => (one.GetString(0), one.GetString(1)), cancellation, Tenant, kind, key.Storable());

    public async ValueTask DoneAsync(IReadOnlyList<InboxMessage> messages, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var message in messages) InboxSql.Add(_batch, message, now);
        _batch.Add(DoneSql, Tenant, row.Id, now.UtcDateTime);
        _batch.Add(InboxSql.Notify, InboxSql.Work);
        await _batch.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public async ValueTask FailedAsync(string reason, DateTimeOffset? again, DateTimeOffset now, CancellationToken cancellation)
    {
        // What was put down before it failed has not been.
        await transaction.RollbackAsync(cancellation);
        await _connection.RunAsync(
            FailedSql, cancellation, Tenant, row.Id, reason.Storable(), (object?)again?.UtcDateTime, now.UtcDateTime);
    }

    public async ValueTask DisposeAsync()
    {
        await _batch.DisposeAsync();
        await transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
