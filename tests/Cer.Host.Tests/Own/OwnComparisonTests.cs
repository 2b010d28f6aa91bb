using System.Globalization;
using Cer.Host.Tests.People;
using NodaTime;

namespace Cer.Host.Tests.Own;

/// <summary>A member beside itself a year before, and beside others who are not few.</summary>
public class OwnComparisonTests(PeopleFixture fixture)
{
    private static readonly LocalDate May = new(2026, 5, 10);

    private PeopleServer Server => fixture.Server;

    [Fact]
    public async Task A_month_is_compared_with_the_same_one_of_a_year_before_and_with_nobody_where_they_are_few()
    {
        var village = await Village.FoundAsync(Server);
        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        Assert.Null((await anna.GetAsync("/api/mine/compare")).Json["month"]);
        // In May the shop became hers on the eleventh, of March data are missing: neither is a whole month.
        await SettledAsync(village, "2026-05-01", 9_500_000, 2_500_000);
        await SettledAsync(village, "2026-03-01", 9_500_000, 2_500_000, "partial");
        Assert.Null((await anna.GetAsync("/api/mine/compare")).Json["month"]);
        await SettledAsync(village, "2026-04-01", 7_500_000, 2_500_000, "provisional");
        foreach (var asked in new[] { "", "?month=2026-05", "?month=2026-03" })
        {
            var alone = (await anna.GetAsync($"/api/mine/compare{asked}")).Json;
            Assert.Equal(
                ("2026-04", "2025-04", "provisional"),
                ((string?)alone["month"], (string?)alone["beforeMonth"], (string?)alone["own"]!["status"]));
            Assert.Null(alone["before"]);
            Assert.Null(alone["peers"]);
        }

        await SettledAsync(village, "2025-04-01", 10_000_000, 1_000_000);
        var told = (await anna.GetAsync("/api/mine/compare?month=2026-04")).Json;
        Assert.Equal(
            """{"month":"2025-04","status":"final","withdrawnKwh":10,"sharedKwh":1,"changePercent":-25}""",
            told["before"]!.ToJsonString());
        // The other family has no such months.
        using var bruno = await Server.SignedInAsync(village.BrunoOnly);
        Assert.Null((await bruno.GetAsync("/api/mine/compare?month=2026-04")).Json["own"]);
    }

    // By hand: five others took 10, 20, 30, 40 and 50 kWh, 30 in the mean; hers was 15, so 50 % less.
    [Theory]
    [InlineData(50, "2024-03-01", true)]
    [InlineData(50, "2026-04-01", true)]
    [InlineData(0, "2024-03-01", false)] // an empty house hides nobody
    [InlineData(50, "2026-04-15", false)] // half a month is no month
    public async Task Beside_others_is_shown_only_the_mean_of_five_that_took_something_all_month(int fifth, string since, bool isTold)
    {
        var village = await Village.FoundAsync(Server);
        // In one statement: a run takes no rows once it is stored.
        await Server.RunAsync(
            """
            with run as (
              insert into core.settlement_run (community_id, definition_version, from_month, to_month, status, rule_ids,
                input_sha256, program, asked_by, made_at)
              values ($1, 1, '2026-04-01', '2026-04-01', 'final', '{prova}', sha256('x'), 'test', 'test', now()) returning id),
            month as (
              insert into core.settlement_month (community_id, month, run_id, status, reasons, injected_ukwh, withdrawn_ukwh, shared_ukwh)
              select $1, '2026-04-01', id, 'final', '{}', 5000000, 15500000, 5000000 from run),
            other as (
              insert into core.member (community_id, code) select $1, 'altra-' || n from generate_series(1, 5) as n
              returning id, right(code, 1)::int as n),
            terms as (
              insert into core.member_terms (community_id, version, member_id, ordinal, name, category, enterprise)
              select $1, 1, id, 10 + n, 'Famiglia Altra', 'natural_person', false from other),
            pod as (
              insert into core.pod (community_id, code) select $1, 'IT999E0000005' || n from generate_series(1, 5) as n
              returning id, right(code, 1)::int as n),
            point as (
              insert into core.membership (community_id, version, pod_id, from_day, ordinal, member_id, voltage)
              select $1, 1, pod.id, case n when 5 then $4 else '2024-03-01' end, 10 + n, other.id, 'LV' from pod join other using (n))
            insert into core.member_month (community_id, month, run_id, member_id, withdrawn_ukwh, injected_ukwh, shared_ukwh,
              tip_cents, cac_cents, surplus_cents)
            select $1, '2026-04-01'::date, run.id, taken.member, taken.kwh * 1000000, 0, 0, 0, 0, 0
            from run cross join (
              select $2::int as member, 15 as kwh
              union all select id, case n when 5 then $3::int else 10 * n end from other) as taken
            """,
            village.Id.Value,
            village.Anna,
            fifth,
            DateOnly.Parse(since, CultureInfo.InvariantCulture));

        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        var peers = (await anna.GetAsync("/api/mine/compare?month=2026-04")).Json["peers"];
        Assert.Equal(
            isTold ? """{"households":5,"withdrawnKwh":30,"sharedKwh":0,"changePercent":-50}""" : null, peers?.ToJsonString());
    }

    private Task<int> SettledAsync(
        Village village, string month, long withdrawn, long shared, string status = "final") => Server.RunAsync(
        """
        with run as (
          insert into core.settlement_run (community_id, definition_version, from_month, to_month, status, rule_ids,
            input_sha256, program, asked_by, made_at)
          values ($1, 1, $2::date, $2::date, 'final', '{prova}', sha256('x'), 'test', 'test', now()) returning id),
        month as (
          insert into core.settlement_month (community_id, month, run_id, status, reasons, injected_ukwh, withdrawn_ukwh, shared_ukwh)
          select $1, $2::date, id, $6, case $6 when 'final' then '{}' else '{prova}'::text[] end, 5000000, 15500000, 5000000 from run)
        insert into core.member_month (community_id, month, run_id, member_id, withdrawn_ukwh, injected_ukwh, shared_ukwh,
          tip_cents, cac_cents, surplus_cents)
        select $1, $2::date, id, $3, $4, 0, $5, 123, 45, 0 from run
        """,
        village.Id.Value,
        DateOnly.Parse(month, CultureInfo.InvariantCulture),
        village.Anna,
        withdrawn,
        shared,
        status);
}
