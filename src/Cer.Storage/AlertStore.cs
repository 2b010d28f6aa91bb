using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage;

/// <summary>Alerts in PostgreSQL: events, never changed; an incident lasts until it has its second event.</summary>
public sealed class AlertStore(NpgsqlDataSource db) : IAlertStore
{
    private const string HeardSql = """
        select device.code, pod.code, last.received_at
        from (
          select distinct on (code) code, pod_id, meter, unit_id from core.device
          where community_id = $1 order by code, revision desc) as device
        join core.pod as pod on pod.community_id = $1 and pod.id = device.pod_id
        cross join lateral (
          select received_at from core.reading as r
          where r.community_id = $1 and r.pod_id = device.pod_id and r.meter = device.meter
            and (device.unit_id is null or r.unit_id = device.unit_id)
            and r.starts_at > $2::timestamptz - interval '400 days' and r.source not in ('distributor', 'person', 'correction')
          order by r.starts_at desc, r.revision desc limit 1) as last
        """;

    private const string LockSql = "select pg_advisory_xact_lock(hashtext('core.alert'), $1)";

    private const string RaiseSql = """
        insert into core.alert (community_id, kind, device, since, event, at)
        select $1, 'device_silent', found.device, found.since, 'raised', $2
        from unnest($3::text[], $4::timestamptz[]) as found (device, since)
        where not exists (
          select from core.alert as raised
          where raised.community_id = $1 and raised.kind = 'device_silent' and raised.device = found.device
            and raised.event = 'raised' and not exists (
              select from core.alert as resolved
              where (resolved.community_id, resolved.kind, resolved.device, resolved.since)
                = (raised.community_id, raised.kind, raised.device, raised.since) and resolved.event = 'resolved'))
        on conflict do nothing
        """;

    private const string ResolveSql = """
        insert into core.alert (community_id, kind, device, since, event, at)
        select raised.community_id, raised.kind, raised.device, raised.since, 'resolved', $2
        from core.alert as raised
        where raised.community_id = $1 and raised.kind = 'device_silent' and raised.event = 'raised'
          and raised.device = any ($3::text[])
        on conflict do nothing
        """;

    private const string RaiseOneSql = """
        insert into core.alert (community_id, kind, device, since, event, at) values ($1, $2, $3, $4, 'raised', $5)
        on conflict do nothing
        """;

    private const string ResolveOneSql = """
        insert into core.alert (community_id, kind, device, since, event, at)
        select community_id, kind, device, since, 'resolved', $5 from core.alert
        where community_id = $1 and kind = any ($2::text[]) and device = $3 and since < $4 and event = 'raised'
        on conflict do nothing
        """;

    private const string LastsSql = """
        select true from core.alert as raised
        where community_id = $1 and kind = $2 and device = $3 and event = 'raised' and not exists (
          select from core.alert as resolved
          where (resolved.community_id, resolved.kind, resolved.device, resolved.since)
            = (raised.community_id, raised.kind, raised.device, raised.since) and resolved.event = 'resolved')
        limit 1
        """;

    private const string ListSql = """
        select raised.kind, raised.device, device.pod_id, raised.since, raised.at, resolved.at
        from core.alert as raised
        left join core.alert as resolved on resolved.event = 'resolved'
          and (resolved.community_id, resolved.kind, resolved.device, resolved.since)
            = (raised.community_id, raised.kind, raised.device, raised.since)
        left join lateral (
          select pod_id from core.device
          where community_id = raised.community_id and code = raised.device
          order by revision desc limit 1) as device on true
        where raised.community_id = $1 and raised.event = 'raised'
        order by resolved.at is not null, raised.at desc, raised.device limit $2
        """;

    private const string CountSql = """
        select (count(*) filter (where event = 'raised') - count(*) filter (where event = 'resolved'))::int
        from core.alert where community_id = $1
        """;

    public async Task<IReadOnlyList<HeardDevice>> HeardAsync(
        CommunityId community, Instant now, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            HeardSql,
            row => new HeardDevice(row.GetString(0), row.GetString(1), row.ReadInstant(2)),
            cancellation,
            community.Value,
            now.ToUtc());
    }

    public async Task<(int Raised, int Resolved)> ObserveAsync(
        CommunityId community, IReadOnlyCollection<DeviceState> devices, Instant now, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // One watcher at a time: an incident that one of them resolves is not raised anew by the other.
        await connection.RunAsync(LockSql, cancellation, community.Value);
        DeviceState[] silent = [.. devices.Where(device => device.IsSilent)];
        var resolved = await connection.RunAsync(
            ResolveSql,
            cancellation,
            community.Value,
            now.ToUtc(),
            devices.Where(device => !device.IsSilent).Select(device => device.Device).ToArray());
        var raised = await connection.RunAsync(
            RaiseSql,
            cancellation,
            community.Value,
            now.ToUtc(),
            Array.ConvertAll(silent, device => device.Device),
            Array.ConvertAll(silent, device => device.LastHeard.ToUtc()));
        await transaction.CommitAsync(cancellation);
        return (raised, resolved);
    }

    public async Task<bool> RaiseAsync(
        CommunityId community, string kind, string device, Instant since, Instant now, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.RunAsync(
            RaiseOneSql, cancellation, community.Value, kind, device.Storable(), since.ToUtc(), now.ToUtc()) > 0;
    }

    public async Task<int> ResolveAsync(
        CommunityId community,
        IReadOnlyCollection<string> kinds,
        string device,
        Instant before,
        Instant now,
        CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.RunAsync(
            ResolveOneSql, cancellation, community.Value, kinds.ToArray(), device.Storable(), before.ToUtc(), now.ToUtc());
    }

    public async Task<bool> LastsAsync(
        CommunityId community, string kind, string device, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ScalarAsync<bool>(LastsSql, cancellation, community.Value, kind, device.Storable());
    }

    public async Task<IReadOnlyList<Alert>> ListAsync(
        CommunityId community, int limit, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            ListSql,
            row => new Alert(
                row.GetString(0),
                row.GetString(1),
                row.ReadValue<int>(2),
                row.ReadInstant(3),
                row.ReadInstant(4),
                row.IsDBNull(5) ? null : row.ReadInstant(5)),
            cancellation,
            community.Value,
            limit);
    }

    public async Task<int> CountOpenAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ScalarAsync<int>(CountSql, cancellation, community.Value);
    }
}
