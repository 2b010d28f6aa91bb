using Cer.Domain;
using Cer.Host.Tests.People;
using NodaTime;

namespace Cer.Host.Tests.Own;

/// <summary>Sums of an invented village, put down as if these or those were behind them.</summary>
internal static class VillageSums
{
    public static Task<int> AgreeAsync(this Village village, PeopleServer server) => server.RunAsync(
        """
        insert into core.total_consent (community_id, id, member_id, purpose, from_day, to_day, evidence, author, recorded_at)
        values ($1, 1, $2, 'published_totals', '2026-01-01', null, 'firmato', 'test', now())
        """,
        village.Id.Value,
        village.Bruno);

    public static Task SumsAsync(
        this Village village, PeopleServer server, LocalDate day, int hour, params (decimal Injected, decimal Withdrawn)[] sums) =>
        village.SumsAsync(server, day, hour, new Behind(), sums);

    /// <summary>Puts sums down as if these were behind them, from an hour of a day on; nothing sums these days again.</summary>
    public static async Task SumsAsync(
        this Village village,
        PeopleServer server,
        LocalDate day,
        int hour,
        Behind behind,
        params (decimal Injected, decimal Withdrawn)[] sums)
    {
        await server.RunAsync(
            """
            with held as (select pg_advisory_xact_lock(core.sum_key($1, 'hours', $2::date)))
            delete from core.sum_due where community_id = $1 and exists (select from held)
            """,
            village.Id.Value,
            day.ToDateOnly());
        await server.RunAsync(
            """
            insert into core.hour_sum (community_id, starts_at, produced_ukwh, injected_ukwh, withdrawn_ukwh, points_expected,
              points_known, members, private_members, private_producers, few_producers, points_key, version, closed)
            select $1, $2::timestamptz + (place - 1) * interval '1 hour', injected * 1000000, injected * 1000000, taken * 1000000, 8,
              $5::int, 6, nullif($6::int, -1), nullif($7::int, -1), nullif($8::int[], '{}'::int[]), 'prova', 1, false
            from unnest($3::numeric[], $4::numeric[]) with ordinality as sums (injected, taken, place)
            on conflict (community_id, starts_at) do update set produced_ukwh = excluded.produced_ukwh,
              injected_ukwh = excluded.injected_ukwh, withdrawn_ukwh = excluded.withdrawn_ukwh,
              points_expected = excluded.points_expected, points_known = excluded.points_known, members = excluded.members,
              private_members = excluded.private_members, private_producers = excluded.private_producers,
              few_producers = excluded.few_producers, points_key = excluded.points_key, version = excluded.version
            """,
            village.Id.Value,
            (MarketHour.StartOf(day) + Duration.FromHours(hour)).ToDateTimeUtc(),
            sums.Select(one => one.Injected).ToArray(),
            sums.Select(one => one.Withdrawn).ToArray(),
            behind.PointsKnown,
            behind.Members ?? -1,
            behind.Producers ?? -1,
            behind.FewProducers ?? []);
    }
}
