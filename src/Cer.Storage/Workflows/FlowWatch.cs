using Cer.Workflows.Hosting;
using Npgsql;

namespace Cer.Storage.Workflows;

/// <summary>What became of schedules, in PostgreSQL.</summary>
public sealed class FlowWatch(NpgsqlDataSource db) : IFlowWatch
{
    private const string ListSql = """
        select t.community_id, t.definition_id, t.version_id, t.activity_id, t.kind, t.schedule, t.time_zone, t.misfire, t.overlap,
          t.next_due, coalesce(d.name, t.definition_id), d.published_at, last.id, last.created_at, last.updated_at,
          last.sub_status, last.is_left, last.fault, exists (
            select from wf.inbox as w where w.community_id = t.community_id and w.done_at is null
              and w.trigger_key = t.definition_id || '/' || t.activity_id)
        from wf.trigger as t
        join wf.definition as d on d.community_id = t.community_id and d.version_id = t.version_id
        left join lateral (
          select i.id, i.created_at, i.updated_at, i.sub_status,
            i.is_runnable and (i.lease_until is null or i.lease_until < now()) as is_left,
            case when i.sub_status = 'Faulted' then (
              select j.message from wf.journal as j where j.community_id = i.community_id and j.instance_id = i.id
                and j.event = 'Faulted' order by j.seq desc limit 1) end as fault
          from wf.instance as i
          where i.community_id = t.community_id and i.definition_id = t.definition_id
            and i.trigger_key = t.definition_id || '/' || t.activity_id
          order by i.created_at desc limit 1) as last on true
        where t.kind in ('Cron', 'Timer', 'StartAt') and ($1::int is null or t.community_id = $1)
        order by t.community_id, t.definition_id, t.activity_id
        """;

    public async ValueTask<IReadOnlyList<WatchedFlow>> ListAsync(int? tenant, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return await connection.ListAsync(ListSql, Read, cancellation, tenant);
    }

    private static WatchedFlow Read(NpgsqlDataReader row) => new(
        new(row.GetString(3), row.GetString(4), "")
        {
            Tenant = row.GetInt32(0),
            DefinitionId = row.GetString(1),
            VersionId = row.GetString(2),
            Schedule = row.GetString(5),
            TimeZone = row.GetString(6),
            Misfire = row.GetString(7),
            Overlap = row.GetString(8),
            NextDue = At(row, 9),
        },
        row.GetString(10),
        At(row, 11) ?? DateTimeOffset.MinValue)
    {
        InstanceId = row.ReadText(12),
        BeganAt = At(row, 13),
        UpdatedAt = At(row, 14),
        SubStatus = row.ReadText(15),
        IsLeft = !row.IsDBNull(16) && row.GetBoolean(16),
        Fault = row.ReadText(17),
        IsWaiting = row.GetBoolean(18),
    };

    private static DateTimeOffset? At(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : new DateTimeOffset(row.GetDateTime(column), TimeSpan.Zero);
}
