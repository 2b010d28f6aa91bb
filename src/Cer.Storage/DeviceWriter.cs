using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Storage;

/// <summary>Ties devices to points, inside a transaction that holds the community's lock.</summary>
internal static class DeviceWriter
{
    private const string SaveSql = """
        insert into core.device (community_id, code, revision, pod_id, meter, unit_id, declared_by)
        select $1, $2, coalesce(known.revision, 0) + 1, $3, $4, $5, $6
        from (select) as one
        left join lateral (
          select revision, pod_id, meter, unit_id from core.device
          where community_id = $1 and code = $2 order by revision desc limit 1) as known on true
        where known.revision is null
          or (known.pod_id, known.meter, known.unit_id) is distinct from ($3::int, $4::smallint, $5::int)
        returning revision
        """;

    private const string AgreedSql = """
        insert into core.alert (community_id, kind, device, since, event, at)
        select community_id, kind, device, since, 'resolved', now() from core.alert
        where community_id = $1 and kind = 'point_mismatch' and device = $2 and event = 'raised'
        on conflict do nothing
        """;

    public static async Task<AppendCounts> SaveAsync(
        NpgsqlConnection connection,
        int community,
        IReadOnlyCollection<Device> devices,
        string who,
        CancellationToken cancellation)
    {
        var catalog = await PointCatalog.LoadAsync(connection, community, cancellation);
        var counts = default(AppendCounts);
        foreach (var device in devices)
        {
            var pod = catalog.PodId(device.Pod);
            var revision = await connection.ScalarAsync<int>(
                SaveSql,
                cancellation,
                community,
                device.Id.Storable(),
                pod,
                (short)device.Meter,
                device.Unit is null ? null : catalog.UnitId(pod, device.Unit),
                who.Storable());
            // Registered anew by a person, it need not agree with what was told before.
            if (revision > 1) await connection.RunAsync(AgreedSql, cancellation, community, device.Id.Storable());
            counts += revision switch { 0 => new(0, 1, 0), 1 => new(1, 0, 0), _ => new(0, 0, 1) };
        }

        return counts;
    }
}
