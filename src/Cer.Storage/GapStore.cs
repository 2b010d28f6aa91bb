using Cer.Domain.Metering;
using Cer.Operations.Ports;
using Cer.Storage.Truth;
using NodaTime;
using Npgsql;

namespace Cer.Storage;

/// <summary>Finds in PostgreSQL what is missing in the series.</summary>
public sealed class GapStore(NpgsqlDataSource db) : IGapStore
{
    // A reading of an hour covers four quarters; one told twice, by revisions or by both lengths, counts once. One
    // that was taken back does not.
    private static readonly string FindSql = $$"""
        with quarter as (
          select distinct pod_id, unit_id, meter, starts_at + make_interval(mins => part) as starts_at
          from core.reading as r, generate_series(0, minutes - 15, 15) as part
          where community_id = $1 and starts_at < $2
            and {{EffectiveReadings.IsTheWord("r", "later.community_id = $1 and later.starts_at < $2")}}
        ), day as (
          select pod_id, unit_id, meter, (starts_at at time zone 'Europe/Rome')::date as day,
            count(*) as present, min(starts_at) as first_at
          from quarter where starts_at < $2
          group by 1, 2, 3, 4
        ), series as (
          select pod_id, unit_id, meter, min(day) as first_day, min(first_at) as first_at from day group by 1, 2, 3
        ), due as (
          select series.*, calendar.day::date as day,
            extract(epoch from least(((calendar.day::date + 1)::timestamp at time zone 'Europe/Rome'), $2)
              - greatest((calendar.day::date::timestamp at time zone 'Europe/Rome'), series.first_at))::int / 900 as quarters
          from series
          cross join generate_series(series.first_day::timestamp, $2 at time zone 'Europe/Rome', interval '1 day')
            as calendar (day)
          where exists (
            select from core.membership as m
            where m.community_id = $1 and m.pod_id = series.pod_id
              and m.version = (select max(version) from core.definition where community_id = $1)
              and m.from_day <= calendar.day::date and (m.to_day is null or m.to_day >= calendar.day::date))
        )
        select due.pod_id, due.meter, due.unit_id, due.day, due.quarters - coalesce(day.present, 0), due.quarters
        from due
        left join day on (day.pod_id, day.unit_id, day.meter, day.day) = (due.pod_id, due.unit_id, due.meter, due.day)
        where due.quarters > coalesce(day.present, 0)
        order by due.day, due.pod_id, due.meter, due.unit_id
        """;

    public async Task<IReadOnlyList<Gap>> FindAsync(
        CommunityId community, Instant until, CancellationToken cancellation)
    {
        await using var connection = await db.SessionAsync(cancellation);
        return await connection.ListAsync(
            FindSql,
            row => new Gap(
                row.GetInt32(0),
                (MeterRole)row.GetInt16(1),
                row.GetInt32(2),
                row.ReadDay(3),
                checked((int)row.GetInt64(4)),
                row.GetInt32(5)),
            cancellation,
            community.Value,
            WholeQuarter(until).ToUtc());
    }

    private static Instant WholeQuarter(Instant instant) =>
        Instant.FromUnixTimeSeconds(instant.ToUnixTimeSeconds() / 900 * 900);
}
