using System.Collections.Concurrent;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Operations.Demo;
using Cer.Operations.Ports;
using Dapper;
using Npgsql;

namespace Cer.Storage;

/// <summary>Communities in PostgreSQL: every definition a version of its own, never changed.</summary>
public sealed class CommunityStore(NpgsqlDataSource db) : ICommunityStore
{
    private const string ListSql = """
        select community.id, community.code, latest.name, latest.kind, latest.version, array(
          select name from core.rule_set where community_id = community.id and version = latest.version)
        from core.community as community
        cross join lateral (
          select name, kind, version from core.definition
          where community_id = community.id order by version desc limit 1) as latest
        order by community.code
        """;

    private const string FindSql = "select id from core.community where code = @code";
    private const string AddSql = "insert into core.community (code) values ($1) on conflict (code) do nothing";

    private const string PointsSql = """
        select pod.code, unit.code
        from core.pod as pod
        left join core.unit_terms as terms on terms.community_id = pod.community_id and terms.pod_id = pod.id
          and terms.version = (select max(version) from core.definition where community_id = pod.community_id)
        left join core.unit as unit on unit.community_id = terms.community_id and unit.id = terms.unit_id
        where pod.community_id = $1
        order by pod.id, terms.ordinal
        """;

    private const string DevicesSql = """
        select device.code, pod.code, device.meter, unit.code, standing.decided_at
        from (
          select distinct on (code) * from core.device
          where community_id = $1 order by code, revision desc) as device
        join core.pod as pod on pod.community_id = device.community_id and pod.id = device.pod_id
        left join core.unit as unit on unit.community_id = device.community_id and unit.id = device.unit_id
        left join lateral (
          select retired, decided_at from core.device_standing
          where community_id = $1 and device_standing.device = device.code order by id desc limit 1) as standing on standing.retired
        where pod.community_id = $1
        order by device.code
        """;

    // Points come with a definition, devices are only ever added: nothing of a registry changes without these.
    private const string StampSql = """
        select (select coalesce(max(version), 0) from core.definition where community_id = $1),
          (select count(*) from core.pod where community_id = $1),
          (select count(*) from core.device where community_id = $1),
          (select count(*) from core.device_standing where community_id = $1),
          (select coalesce(max(id), 0) from core.enea_identifier where community_id = $1),
          (select coalesce(max(id), 0) from core.meter_serial where community_id = $1)
        """;

    private const string IdentifierSql =
        "select identifier from core.enea_identifier where community_id = $1 order by id desc limit 1";

    private const string SerialsSql = """
        select distinct on (told.device) told.device, pod.code, told.meter, unit.code, told.serial, told.since
        from core.meter_serial as told
        join core.pod as pod on (pod.community_id, pod.id) = (told.community_id, told.pod_id)
        left join core.unit as unit on (unit.community_id, unit.id) = (told.community_id, told.unit_id)
        where told.community_id = $1
        order by told.device, told.id desc
        """;

    private readonly ConcurrentDictionary<int, KnownRegistry> _registries = [];

    public async Task<IReadOnlyList<CommunitySummary>> ListAsync(CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            ListSql,
            row => new CommunitySummary(
                new(row.GetInt32(0)),
                row.GetString(1),
                row.GetString(2),
                CodeLists.Configurations.Value(row.GetString(3)),
                row.GetInt32(4))
            {
                Invented = row.GetFieldValue<string[]>(5).Any(DemoRules.IsInvented),
            },
            cancellation);
    }

    public async Task<CommunityId?> FindAsync(string code, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var id = await connection.Connection.QuerySingleOrDefaultAsync<int?>(new CommandDefinition(
            FindSql, new { code = code.Storable() }, cancellationToken: cancellation));
        return id is { } found ? new CommunityId(found) : null;
    }

    public async Task<StoredDefinition> SaveAsync(
        string code, CommunityDefinition definition, string who, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.RunAsync(AddSql, cancellation, code);
        var community = await connection.Connection.QuerySingleAsync<int>(new CommandDefinition(
            FindSql, new { code }, cancellationToken: cancellation));
        var legal = await LegalStore.LockLegalAsync(connection, community, cancellation);
        await connection.LockCommunityAsync(community, cancellation);
        var stored = await new DefinitionWriter(connection, community).SaveAsync(definition, who, cancellation);
        if (stored.Added && legal is { } own
            && await LegalStore.DoubledAsync(connection, community, own, cancellation) is { } doubled)
            throw new InvalidOperationException(
                $"Found points that the configuration {doubled.Configuration} of the same legal community has on the same days,"
                + " expected each in one configuration at a time.");
        await transaction.CommitAsync(cancellation);
        return stored;
    }

    public async Task<CommunityDefinition?> LoadAsync(
        CommunityId community, int? version, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await new DefinitionReader(connection, community.Value).LoadAsync(version, cancellation);
    }

    public async Task<PointRegistry> RegistryAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        // Asked before the registry is read: what changes meanwhile is read again the next time.
        var stamp = (await connection.Connection.PreparedListAsync(StampSql, Stamp.Of, cancellation, community.Value))[0];
        if (_registries.TryGetValue(community.Value, out var known) && known.Stamp == stamp) return known.Registry;
        var registry = await ReadRegistryAsync(connection, community, cancellation);
        _registries[community.Value] = new(stamp, registry);
        return registry;
    }

    public async Task<AppendCounts> SaveDevicesAsync(
        CommunityId community, IReadOnlyCollection<Device> devices, string who, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.LockCommunityAsync(community.Value, cancellation);
        var counts = await DeviceWriter.SaveAsync(connection, community.Value, devices, who, cancellation);
        await transaction.CommitAsync(cancellation);
        return counts;
    }

    private static async Task<PointRegistry> ReadRegistryAsync(
        NpgsqlConnection connection, CommunityId community, CancellationToken cancellation)
    {
        var points = await connection.ListAsync(
            PointsSql, row => (Pod: PodOf(row.GetString(0)), Unit: row.ReadText(1)), cancellation, community.Value);
        var devices = await connection.ListAsync(
            DevicesSql,
            row => new Device(row.GetString(0), PodOf(row.GetString(1)), (MeterRole)row.GetInt16(2), row.ReadText(3))
            {
                RetiredAt = row.IsDBNull(4) ? null : row.ReadInstant(4),
            },
            cancellation,
            community.Value);
        var serials = await connection.ListAsync(
            SerialsSql,
            row => (Device: row.GetString(0), Known: new KnownSerial(
                PodOf(row.GetString(1)), (MeterRole)row.GetInt16(2), row.ReadText(3), row.GetString(4), row.ReadInstant(5))),
            cancellation,
            community.Value);
        return new(
            community,
            points.GroupBy(point => point.Pod, point => point.Unit)
                .ToDictionary(point => point.Key, point => (IReadOnlyList<string>)[.. point.OfType<string>()]),
            devices.ToDictionary(device => device.Id, StringComparer.Ordinal))
        {
            Identifier = await connection.ScalarAsync<string>(IdentifierSql, cancellation, community.Value),
            Serials = serials.ToDictionary(one => one.Device, one => one.Known, StringComparer.Ordinal),
        };

        static Pod PodOf(string code) => Pod.Parse(code, null);
    }

    private sealed record KnownRegistry(Stamp Stamp, PointRegistry Registry);

    private readonly record struct Stamp(int Version, long Points, long Devices, long Standings, int Identifier, int Serials)
    {
        public static Stamp Of(NpgsqlDataReader row) =>
            new(row.GetInt32(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt32(4), row.GetInt32(5));
    }
}
