using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Storage;

/// <summary>The accounts of the broker, in PostgreSQL.</summary>
public sealed class MqttAccountStore(NpgsqlDataSource db) : IMqttAccountStore
{
    private const string ListSql = """
        select community.code, account.name, account.hash,
          coalesce(array_agg(device.device order by device.device) filter (where device.device is not null), '{}')
        from core.mqtt_account as account
        join core.community as community on community.id = account.community_id
        left join core.mqtt_device as device on device.community_id = account.community_id
          and device.account = account.name and device.enabled
        where account.enabled
        group by community.code, account.name, account.hash
        order by community.code, account.name
        """;

    private const string BridgedSql = """
        select account, device from core.mqtt_device where community_id = $1 and enabled and account <> device
        """;

    private const string HashSql = """
        insert into core.mqtt_account (community_id, name, hash, changed_by) values ($1, $2, $3, $4)
        on conflict (community_id, name) do update
        set hash = excluded.hash, enabled = true, changed_by = excluded.changed_by, changed_at = now()
        """;

    private const string KnownSql =
        "select true from core.mqtt_account where community_id = $1 and name = $2 and enabled";

    private const string DeviceSql = """
        insert into core.mqtt_device (community_id, device, account, changed_by) values ($1, $2, $3, $4)
        on conflict (community_id, device) do update
        set account = excluded.account, enabled = true, changed_by = excluded.changed_by, changed_at = now()
        """;

    // A device that changes to a bridge leaves its own account, which nobody else may go on using.
    private const string LeaveSql = """
        update core.mqtt_account set enabled = false, changed_by = $4, changed_at = now()
        where community_id = $1 and name = $2 and name <> $3 and enabled
        """;

    private const string RetireAccountSql = """
        update core.mqtt_account set enabled = false, changed_by = $3, changed_at = now()
        where community_id = $1 and name = $2 and enabled
        """;

    private const string RetireDeviceSql = """
        update core.mqtt_device set enabled = false, changed_by = $3, changed_at = now()
        where community_id = $1 and (device = $2 or account = $2) and enabled
        """;

    private const string AuditSql = """
        insert into core.audit (community_id, who, what, detail)
        values ($1, $2, $3, jsonb_build_object('device', $4::text, 'account', $5::text))
        """;

    private const string NoteSql = """
        insert into core.audit (community_id, who, what, detail)
        values ($1, $2, $3, jsonb_build_object('device', $4::text, 'reason', $5::text))
        """;

    public async Task<IReadOnlyList<MqttAccount>> ListAsync(CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return await connection.ListAsync(
            ListSql,
            row => new MqttAccount(
                row.GetString(0), row.GetString(1), row.GetString(2), row.GetFieldValue<string[]>(3)),
            cancellation);
    }

    public async Task<ILookup<string, string>> BridgedAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var rows = await connection.ListAsync(
            BridgedSql, row => (row.GetString(0), row.GetString(1)), cancellation, community.Value);
        return rows.ToLookup(row => row.Item1, row => row.Item2, StringComparer.Ordinal);
    }

    public async Task GrantAsync(
        CommunityId community,
        string device,
        string account,
        string? hash,
        string who,
        CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (hash is not null)
            await connection.RunAsync(HashSql, cancellation, community.Value, account, hash, who.Storable());
        else if (!await connection.ScalarAsync<bool>(KnownSql, cancellation, community.Value, account))
            throw new InvalidOperationException($"Found no account {account}, expected one that may log in.");

        await connection.RunAsync(LeaveSql, cancellation, community.Value, device, account, who.Storable());
        await connection.RunAsync(DeviceSql, cancellation, community.Value, device, account, who.Storable());
        await connection.RunAsync(
            AuditSql, cancellation, community.Value, who.Storable(), "mqtt granted", device, account);
        await transaction.CommitAsync(cancellation);
    }

    public async Task NoteAsync(
        CommunityId community, string device, string what, string reason, string who, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await connection.RunAsync(
            NoteSql, cancellation, community.Value, who.Storable(), what, device.Storable(), reason.Storable());
    }

    public async Task<bool> RetireAsync(
        CommunityId community, string name, string who, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var retired = await connection.RunAsync(
            RetireAccountSql, cancellation, community.Value, name.Storable(), who.Storable());
        retired += await connection.RunAsync(
            RetireDeviceSql, cancellation, community.Value, name.Storable(), who.Storable());
        if (retired == 0) return false;
        await connection.RunAsync(
            AuditSql, cancellation, community.Value, who.Storable(), "mqtt retired", name, name);
        await transaction.CommitAsync(cancellation);
        return true;
    }
}
