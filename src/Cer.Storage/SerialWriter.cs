using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Npgsql;

namespace Cer.Storage;

/// <summary>Notes which meters devices name, and raises an alert where one names another; nothing where all is as it was.</summary>
/// <remarks>
/// Inside a transaction that holds the community's lock, after the readings: another node may have noted the same, and a swap that a
/// person recorded explains it. A device that names ever new ones is noted so many times a day.
/// </remarks>
internal sealed class SerialWriter(NpgsqlConnection connection, int community, PointCatalog catalog)
{
    private const int MostOfOneDay = 8;

    private const string NoteSql = $"""
        with noted as (
          insert into core.meter_serial (community_id, id, device, pod_id, meter, unit_id, serial, since, former, former_until,
            heard_at, ingest_id)
          select $1, coalesce((select max(id) from core.meter_serial where community_id = $1), 0)
              + (row_number() over (order by sent.since, sent.device))::int,
            sent.device, sent.pod_id, sent.meter, sent.unit_id, sent.serial, sent.since, known.serial,
            case when known.serial is not null then before.ends_at end, sent.heard_at, sent.ingest_id
          from unnest($2::text[], $3::int[], $4::smallint[], $5::int[], $6::text[], $7::timestamptz[], $8::timestamptz[], $9::bigint[])
            as sent (device, pod_id, meter, unit_id, serial, since, heard_at, ingest_id)
          left join lateral (
            select * from core.meter_serial as m
            where m.community_id = $1 and m.device = sent.device order by m.id desc limit 1) as last on true
          left join lateral (
            select last.serial
            where (last.pod_id, last.meter, last.unit_id) = (sent.pod_id, sent.meter, sent.unit_id)) as known on true
          left join lateral (
            select r.starts_at + make_interval(mins => r.minutes) as ends_at from core.reading as r
            where (r.community_id, r.pod_id, r.unit_id, r.meter) = ($1, sent.pod_id, sent.unit_id, sent.meter)
              and r.starts_at < sent.since and r.starts_at >= sent.since - interval '400 days'
            order by r.starts_at desc limit 1) as before on true
          where (last.id is null or (last.since < sent.since and known.serial is distinct from sent.serial))
            and (select count(*) from core.meter_serial as today
              where today.community_id = $1 and today.device = sent.device
                and today.heard_at > sent.heard_at - interval '1 day') < $10
          returning *)
        insert into core.alert (community_id, kind, device, since, event, at)
        select noted.community_id, '{AlertKinds.MeterChanged}', noted.device, noted.since, 'raised', noted.heard_at from noted
        where noted.former is not null and not exists (
          select from core.meter_swap as swap
          where (swap.community_id, swap.pod_id, swap.meter) = (noted.community_id, noted.pod_id, noted.meter)
            and (swap.unit_id is null or noted.unit_id in (0, swap.unit_id))
            and swap.at between coalesce(noted.former_until, noted.since) - interval '1 day' and noted.since + interval '1 day')
        on conflict do nothing
        """;

    private readonly List<(SerialSeen Seen, DateTime Heard, long Ingest)> _waiting = [];

    public void Add(SerialSeen seen, DateTime heard, long ingest) => _waiting.Add((seen, heard, ingest));

    public async Task FlushAsync(CancellationToken cancellation)
    {
        // A statement sees nothing of what it writes itself: of a device that names several, one after the other.
        var turns = _waiting.GroupBy(row => row.Seen.Device, StringComparer.Ordinal)
            .SelectMany(device => device.Select((row, turn) => (row, turn)))
            .GroupBy(one => one.turn, one => one.row)
            .OrderBy(turn => turn.Key);
        foreach (var turn in turns) await NoteAsync([.. turn], cancellation);
        _waiting.Clear();
    }

    private Task<int> NoteAsync((SerialSeen Seen, DateTime Heard, long Ingest)[] rows, CancellationToken cancellation)
    {
        var pods = Array.ConvertAll(rows, row => catalog.PodId(row.Seen.First.Pod));
        return connection.RunAsync(
            NoteSql,
            cancellation,
            community,
            Of(row => row.Seen.Device.Storable()),
            pods,
            Of(row => (short)row.Seen.First.Meter),
            rows.Select((row, i) => catalog.UnitId(pods[i], row.Seen.First.Unit)).ToArray(),
            Of(row => row.Seen.Serial.Storable()),
            Of(row => row.Seen.First.Start.ToUtc()),
            Of(row => row.Heard),
            Of(row => row.Ingest),
            MostOfOneDay);

        T[] Of<T>(Converter<(SerialSeen Seen, DateTime Heard, long Ingest), T> column) => Array.ConvertAll(rows, column);
    }
}
