using Cer.Exchange.UrbanDatasets;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage;

/// <summary>Powers and reactive energies, in PostgreSQL.</summary>
public sealed class PowerStore(NpgsqlDataSource db) : IPowerStore
{
    private const string Columns = """
        told.starts_at, told.withdrawn_ukw, told.injected_ukw, told.produced_ukw,
          told.withdrawn_capacitive_ukvarh, told.withdrawn_inductive_ukvarh, told.injected_capacitive_ukvarh,
          told.injected_inductive_ukvarh, told.produced_capacitive_ukvarh, told.produced_inductive_ukvarh
        """;

    // A device that names no unit reads that of its point, where it has one only: then the store has that.
    private const string DevicesSql = """
        (select distinct on (code) code, pod_id, meter, unit_id from core.device
          where community_id = $1 order by code, revision desc) as device
        """;

    private const string LastSql = $"""
        select device.code, {Columns}
        from {DevicesSql}
        cross join lateral (
          select * from core.power as p
          where p.community_id = $1 and p.pod_id = device.pod_id and p.meter = device.meter
            and (device.unit_id is null or p.unit_id = device.unit_id)
          order by p.starts_at desc, p.ingest_id desc limit 1) as told
        """;

    private const string ReadSql = $"""
        select {Columns}
        from {DevicesSql}
        cross join lateral (
          select distinct on (p.starts_at) * from core.power as p
          where p.community_id = $1 and p.pod_id = device.pod_id and p.meter = device.meter
            and (device.unit_id is null or p.unit_id = device.unit_id) and p.starts_at >= $3 and p.starts_at < $4
          order by p.starts_at, p.ingest_id desc) as told
        where device.code = $2 order by told.starts_at
        """;

    public async Task<IReadOnlyDictionary<string, DevicePower>> LastAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return (await connection.ListAsync(
            LastSql, row => (Device: row.GetString(0), Power: Read(row, 1)), cancellation, community.Value))
            .ToDictionary(one => one.Device, one => one.Power, StringComparer.Ordinal);
    }

    public async Task<IReadOnlyList<DevicePower>?> ReadAsync(
        CommunityId community, string device, Interval span, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        if (!await connection.ScalarAsync<bool>(
            "select exists (select from core.device where community_id = $1 and code = $2)",
            cancellation, community.Value, device.Storable())) return null;
        return await connection.ListAsync(
            ReadSql, row => Read(row, 0), cancellation,
            community.Value, device.Storable(), span.Start.ToUtc(), span.End.ToUtc());
    }

    public async Task<int> ForgetAsync(Instant now, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ScalarAsync<int>("select core.forget_powers($1)", cancellation, now.ToUtc());
    }

    private static DevicePower Read(NpgsqlDataReader row, int first) => new(
        row.ReadInstant(first),
        SideValues.Of(Enumerable.Range(first + 1, SideValues.Count).Select(column => row.ReadValue<long>(column))));
}
