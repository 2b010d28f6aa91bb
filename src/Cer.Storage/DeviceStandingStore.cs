using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Storage;

/// <summary>Which devices are retired, in PostgreSQL; append-only.</summary>
public sealed class DeviceStandingStore(NpgsqlDataSource db, TimeProvider time) : IDeviceStandingStore
{
    private const string DecideSql = """
        insert into core.device_standing (community_id, id, device, retired, reason, author, decided_at)
        select $1, coalesce((select max(id) from core.device_standing where community_id = $1), 0) + 1, $2, $3, $4, $5, $6
        where exists (select from core.device where community_id = $1 and code = $2)
          and $3 <> coalesce((
            select retired from core.device_standing where community_id = $1 and device = $2 order by id desc limit 1), false)
        returning true
        """;

    // What is retired is missed no more.
    private const string ResolveSql = """
        insert into core.alert (community_id, kind, device, since, event, at)
        select community_id, kind, device, since, 'resolved', $3 from core.alert
        where community_id = $1 and device = $2 and event = 'raised'
        on conflict do nothing
        """;

    private const string AuditSql = """
        insert into core.audit (community_id, who, what, detail)
        values ($1, $2, $3, jsonb_build_object('device', $4::text, 'reason', $5::text))
        """;

    public async Task<bool> DecideAsync(
        CommunityId community, string device, bool retired, string reason, string author, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        if (!await connection.ScalarAsync<bool>(
            DecideSql, cancellation, community.Value, device.Storable(), retired, reason.Storable(), author.Storable(), now))
            return false;
        if (retired) await connection.RunAsync(ResolveSql, cancellation, community.Value, device.Storable(), now);
        await connection.RunAsync(
            AuditSql,
            cancellation,
            community.Value,
            author.Storable(),
            retired ? "device retired" : "device returned",
            device.Storable(),
            reason.Storable());
        await transaction.CommitAsync(cancellation);
        return true;
    }
}
