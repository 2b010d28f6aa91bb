using Cer.Domain.Metering;
using Cer.Operations.Ports;
using Cer.Settlement.Detecting;
using Cer.Storage.Truth;
using NodaTime;
using Npgsql;

namespace Cer.Storage;

/// <summary>Finds in PostgreSQL what is missing in the series.</summary>
public sealed class GapStore(NpgsqlDataSource db) : IGapStore
{
    // A reading of an hour covers four quarters; one told twice, by revisions or by both lengths, counts once. One
    // that was taken back does not. Each point of the definition takes from the grid, and gives where it has a unit in
    // service: one that was never heard is due since the community's first reading, and a direction that readings
    // come without is missing.
    private static readonly string FindSql = $$"""
        with quarter as (
          select pod_id, unit_id, meter, starts_at + make_interval(mins => part) as starts_at,
            bool_or(withdrawn_ukwh is not null) as takes, bool_or(injected_ukwh is not null) as gives
          from core.reading as r, generate_series(0, minutes - 15, 15) as part
          where community_id = $1 and starts_at < $2
            and {{EffectiveReadings.IsTheWord("r", "later.community_id = $1 and later.starts_at < $2")}}
          group by 1, 2, 3, 4
        ), day as (
          select pod_id, unit_id, meter, (starts_at at time zone 'Europe/Rome')::date as day,
            count(*) as present, min(starts_at) as first_at
          from quarter where starts_at < $2
          group by 1, 2, 3, 4
        ), series as (
          select pod_id, unit_id, meter, min(day) as first_day, min(first_at) as first_at from day group by 1, 2, 3
        ), flow as (
          select pod_id, (starts_at at time zone 'Europe/Rome')::date as day, count(*) as told,
            count(*) filter (where takes) as takes, count(*) filter (where gives) as gives
          from (
            select pod_id, starts_at, bool_or(takes) as takes, bool_or(gives) as gives
            from quarter where meter = 1 and starts_at < $2 group by 1, 2) as exchange
          group by 1, 2
        ), held as (
          select pod_id, from_day, coalesce(to_day, 'infinity') as to_day from core.membership
          where community_id = $1 and version = (select max(version) from core.definition where community_id = $1)
        ), unheard as (
          select held.pod_id, calendar.day::date as day,
            extract(epoch from least(((calendar.day::date + 1)::timestamp at time zone 'Europe/Rome'), $2)
              - (calendar.day::date::timestamp at time zone 'Europe/Rome'))::int / 900 as quarters
          from held
          cross join generate_series(
            greatest(held.from_day, (select min(day) from day))::timestamp, $2 at time zone 'Europe/Rome', interval '1 day')
            as calendar (day)
          where (select min(day) from day) is not null and calendar.day::date <= held.to_day
            and not exists (select from series where series.pod_id = held.pod_id and series.meter = 1)
        ), due as (
          select series.*, calendar.day::date as day,
            extract(epoch from least(((calendar.day::date + 1)::timestamp at time zone 'Europe/Rome'), $2)
              - greatest((calendar.day::date::timestamp at time zone 'Europe/Rome'), series.first_at))::int / 900 as quarters
          from series
          cross join generate_series(series.first_day::timestamp, $2 at time zone 'Europe/Rome', interval '1 day')
            as calendar (day)
          where exists (
            select from held where held.pod_id = series.pod_id and calendar.day::date between held.from_day and held.to_day)
        )
        select due.pod_id, due.meter, due.unit_id, due.day, due.quarters - coalesce(day.present, 0), due.quarters, null
        from due
        left join day on (day.pod_id, day.unit_id, day.meter, day.day) = (due.pod_id, due.unit_id, due.meter, due.day)
        where due.quarters > coalesce(day.present, 0)
        union all
        select pod_id, 1, 0, day, quarters::bigint, quarters, null from unheard where quarters > 0
        union all
        select flow.pod_id, 1, 0, flow.day, flow.told - lacking.has, flow.told::int, lacking.flow
        from flow
        cross join lateral (values ('withdrawn', flow.takes), ('injected', flow.gives)) as lacking (flow, has)
        where flow.told > lacking.has
          and exists (select from held where held.pod_id = flow.pod_id and flow.day between held.from_day and held.to_day)
          and (lacking.flow = 'withdrawn' or exists (
            select from core.unit_terms as terms
            where terms.community_id = $1 and terms.pod_id = flow.pod_id and terms.in_service <= flow.day
              and terms.version = (select max(version) from core.definition where community_id = $1)))
        order by 4, 1, 2, 3, 7 nulls first
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
                row.GetInt32(5))
            {
                Flow = row.ReadText(6) switch
                {
                    null => null,
                    "withdrawn" => EnergyFlow.Withdrawn,
                    _ => EnergyFlow.Injected,
                },
            },
            cancellation,
            community.Value,
            WholeQuarter(until).ToUtc());
    }

    private static Instant WholeQuarter(Instant instant) =>
        Instant.FromUnixTimeSeconds(instant.ToUnixTimeSeconds() / 900 * 900);
}
