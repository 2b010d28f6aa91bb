using Cer.Domain.Metering;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using Cer.Storage.Keeping;
using Cer.Storage.Truth;
using NodaTime;
using Npgsql;

namespace Cer.Storage.Viewing;

/// <summary>The store's numbers of plants, units, members and points, and what was heard of points.</summary>
public sealed class RegistryView(NpgsqlDataSource db) : IRegistryView
{
    private const string NumbersSql = """
        select 0, code, id from core.plant where community_id = $1
        union all select 1, code, id from core.unit where community_id = $1
        union all select 2, code, id from core.member where community_id = $1
        union all select 3, code, id from core.pod where community_id = $1
        """;

    // Four hundred days back at most: an index of each month says at once whether it has any.
    private const string HeardSql = """
        select pod.code, last.starts_at, last.minutes, exists (
          select from core.alert as raised
          join lateral (
            select pod_id from core.device
            where community_id = raised.community_id and code = raised.device
            order by revision desc limit 1) as device on device.pod_id = pod.id
          where raised.community_id = $1 and raised.kind = 'device_silent' and raised.event = 'raised' and not exists (
            select from core.alert as resolved
            where resolved.event = 'resolved' and (resolved.community_id, resolved.kind, resolved.device, resolved.since)
              = (raised.community_id, raised.kind, raised.device, raised.since)))
        from core.pod as pod
        left join lateral (
          select starts_at, minutes from core.reading as r
          where r.community_id = $1 and r.pod_id = pod.id and r.starts_at > $3::timestamptz - interval '400 days'
            and coalesce(injected_ukwh, withdrawn_ukwh, produced_ukwh, injected_total_ukwh, withdrawn_total_ukwh,
              produced_total_ukwh) is not null
          order by r.starts_at desc limit 1) as last on true
        where pod.community_id = $1 and pod.code = any ($2)
        """;

    // Of an hour told whole and by quarters, whichever tells more of it.
    private static readonly string PresentSql = $"""
        with told as (
          select pod_id, unit_id, meter, date_bin('1 hour', starts_at, '2000-01-01 00:00+00') as hour,
            4 * max((minutes = 60 and withdrawn_ukwh is not null)::int) as whole_withdrawn,
            count(distinct starts_at) filter (where minutes = 15 and withdrawn_ukwh is not null) as withdrawn,
            4 * max((minutes = 60 and injected_ukwh is not null)::int) as whole_injected,
            count(distinct starts_at) filter (where minutes = 15 and injected_ukwh is not null) as injected,
            4 * max((minutes = 60 and produced_ukwh is not null)::int) as whole_produced,
            count(distinct starts_at) filter (where minutes = 15 and produced_ukwh is not null) as produced
          from core.reading as r
          where community_id = $1 and pod_id = any ($2) and starts_at >= $3 and starts_at < $4
            and {EffectiveReadings.IsTheWord("r", "later.community_id = $1 and later.starts_at >= $3 and later.starts_at < $4")}
          group by 1, 2, 3, 4
        )
        select pod_id, unit_id, meter, (hour at time zone 'Europe/Rome')::date as day,
          sum(greatest(whole_withdrawn, withdrawn))::int, sum(greatest(whole_injected, injected))::int,
          sum(greatest(whole_produced, produced))::int
        from told group by 1, 2, 3, 4
        """;

    public async Task<RegistryNumbers> NumbersAsync(CommunityId community, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        var rows = (await connection.ListAsync(
            NumbersSql, row => (Kind: row.GetInt32(0), Code: row.GetString(1), Id: row.GetInt32(2)), cancellation, community.Value))
            .ToLookup(row => row.Kind);
        return new(Of(0), Of(1), Of(2), Of(3));

        Dictionary<string, int> Of(int kind) => rows[kind].ToDictionary(row => row.Code, row => row.Id, StringComparer.Ordinal);
    }

    public async Task<Instant?> KeptFromAsync(CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await KeptFrom.ReadAsync(connection, cancellation);
    }

    public async Task<IReadOnlyList<HeardPoint>> HeardAsync(
        CommunityId community, IReadOnlyCollection<string> pods, Instant now, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            HeardSql,
            row => new HeardPoint(
                row.GetString(0),
                row.IsDBNull(1) ? null : row.ReadInstant(1) + Duration.FromMinutes(row.GetInt16(2)),
                row.GetBoolean(3)),
            cancellation,
            community.Value,
            pods.ToArray(),
            now.ToUtc());
    }

    public async Task<IReadOnlyList<PresentQuarters>> PresentAsync(
        CommunityId community, IReadOnlyCollection<int> points, Interval span, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            PresentSql,
            row => new PresentQuarters(
                row.GetInt32(0),
                row.GetInt32(1),
                (MeterRole)row.GetInt16(2),
                row.ReadDay(3),
                row.ReadValue<int>(4) ?? 0,
                row.ReadValue<int>(5) ?? 0,
                row.ReadValue<int>(6) ?? 0),
            cancellation,
            community.Value,
            points.ToArray(),
            span.Start.ToUtc(),
            span.End.ToUtc());
    }
}
