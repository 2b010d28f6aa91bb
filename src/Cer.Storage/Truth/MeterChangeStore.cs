using Cer.Domain.Metering;
using Cer.Operations.Ports;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Truth;

/// <summary>Changed serials of meters, in PostgreSQL; append-only.</summary>
public sealed class MeterChangeStore(NpgsqlDataSource db) : IMeterChangeStore
{
    private const string ListSql = """
        select told.id, told.device, told.pod_id, pod.code, told.meter, unit.code, told.former, told.former_until, told.serial, told.since
        from core.meter_change as told
        join core.pod as pod on (pod.community_id, pod.id) = (told.community_id, told.pod_id)
        left join core.unit as unit on (unit.community_id, unit.id) = (told.community_id, told.unit_id)
        where told.community_id = $1 order by told.id desc limit $2
        """;

    private const string PutAwaySql = """
        with away as (
          insert into core.meter_serial_away (community_id, serial_id, reason, author, decided_at)
          select community_id, id, $3, $4, $5 from core.meter_change where community_id = $1 and id = $2
          on conflict do nothing returning community_id, serial_id),
        resolved as (
          insert into core.alert (community_id, kind, device, since, event, at)
          select alert.community_id, alert.kind, alert.device, alert.since, 'resolved', $5
          from away
          join core.meter_serial as told on (told.community_id, told.id) = (away.community_id, away.serial_id)
          join core.alert as alert on (alert.community_id, alert.kind, alert.device, alert.since, alert.event)
            = (told.community_id, 'meter_changed', told.device, told.since, 'raised')
          on conflict do nothing)
        insert into core.audit (community_id, who, what, detail)
        select community_id, $4, 'meter change put away', jsonb_build_object('change', serial_id, 'reason', $3::text) from away
        """;

    // What has an explanation by now is over; for whoever records a swap, in his transaction.
    private const string SettleSql = """
        insert into core.alert (community_id, kind, device, since, event, at)
        select alert.community_id, alert.kind, alert.device, alert.since, 'resolved', $2 from core.alert as alert
        where alert.community_id = $1 and alert.kind = 'meter_changed' and alert.event = 'raised' and not exists (
          select from core.meter_change as told
          where (told.community_id, told.device, told.since) = (alert.community_id, alert.device, alert.since))
        on conflict do nothing
        """;

    public async Task<IReadOnlyList<MeterChange>> ListAsync(CommunityId community, int limit, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            ListSql,
            row => new MeterChange(
                row.GetInt32(0),
                row.GetString(1),
                row.GetInt32(2),
                row.GetString(3),
                (MeterRole)row.GetInt16(4),
                row.ReadText(5),
                row.GetString(6),
                row.IsDBNull(7) ? null : row.ReadInstant(7),
                row.GetString(8),
                row.ReadInstant(9)),
            cancellation,
            community.Value,
            limit);
    }

    public async Task<bool> PutAwayAsync(
        CommunityId community, int id, string reason, string author, Instant at, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.RunAsync(
            PutAwaySql, cancellation, community.Value, id, reason.Storable(), author.Storable(), at.ToUtc()) > 0;
    }

    internal static Task SettleAsync(NpgsqlConnection connection, int community, DateTime now, CancellationToken cancellation) =>
        connection.RunAsync(SettleSql, cancellation, community, now);
}
