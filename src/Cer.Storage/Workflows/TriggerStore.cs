using Cer.Workflows.Hosting;
using Npgsql;

namespace Cer.Storage.Workflows;

/// <summary>Triggers of workflows in PostgreSQL: whoever locks a row fires it, and no one else.</summary>
public sealed class TriggerStore(NpgsqlDataSource db) : ITriggerStore
{
    private const string TakeSql = """
        select t.community_id, t.id, t.version_id, t.definition_id, t.activity_id, t.kind, t.key, t.schedule, t.time_zone,
          t.misfire, t.overlap, t.next_due
        from wf.trigger as t
        where t.next_due <= $1
          and (t.overlap = 'allow' or not exists (
            select from wf.instance as i where i.community_id = t.community_id and i.status = 'Running'
              and i.trigger_key = t.definition_id || '/' || t.activity_id)
          and not exists (
            select from wf.inbox as w where w.community_id = t.community_id and w.done_at is null and w.dead_at is null
              and w.trigger_key = t.definition_id || '/' || t.activity_id))
        order by t.next_due limit 1 for update skip locked
        """;

    // Asked again once the row is locked: who had it until now may have begun one that the first look could not see.
    private const string IsFreeSql = """
        select t.overlap = 'allow' or not exists (
            select from wf.instance as i where i.community_id = t.community_id and i.status = 'Running'
              and i.trigger_key = t.definition_id || '/' || t.activity_id)
          and not exists (
            select from wf.inbox as w where w.community_id = t.community_id and w.done_at is null and w.dead_at is null
              and w.trigger_key = t.definition_id || '/' || t.activity_id)
        from wf.trigger as t where t.community_id = $1 and t.id = $2
        """;

    public async ValueTask<ITriggerClaim?> TakeAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var connection = await db.OpenConnectionAsync(cancellation);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellation);
            var found = await connection.ListAsync(TakeSql, Read, cancellation, now.UtcDateTime);
            if (found.Count > 0
                && await connection.ScalarAsync<bool>(IsFreeSql, cancellation, found[0].Trigger.Tenant, found[0].Id))
                return new TriggerClaim(transaction, found[0].Id, found[0].Trigger);
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
        return await connection.ScalarAsync<DateTime?>("select min(next_due) from wf.trigger where next_due > $1", cancellation,
            after.UtcDateTime);
    }

    private static (long Id, Trigger Trigger) Read(NpgsqlDataReader row) => (
        row.GetInt64(1),
        new(row.GetString(4), row.GetString(5), row.GetString(6))
        {
            Tenant = row.GetInt32(0),
            VersionId = row.GetString(2),
            DefinitionId = row.GetString(3),
            Schedule = row.GetString(7),
            TimeZone = row.GetString(8),
            Misfire = row.GetString(9),
            Overlap = row.GetString(10),
            NextDue = new DateTimeOffset(row.GetDateTime(11), TimeSpan.Zero),
        });
}
