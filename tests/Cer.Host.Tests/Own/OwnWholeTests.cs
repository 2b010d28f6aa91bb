using Cer.Domain;
using Cer.Host.Tests.People;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Tests.Own;

/// <summary>What the community made and took, and a member's part of it, as its own page tells them.</summary>
public class OwnWholeTests(PeopleFixture fixture)
{
    private static readonly LocalDate May = new(2026, 5, 10);

    private PeopleServer Server => fixture.Server;

    // By hand. First hour: 10 injected, 20 taken, so 10 shared; Anna took 1 of the 20: 0,5. Second: 30 and 20, so 20; 2 of 20: 2.
    [Fact]
    public async Task A_member_sees_the_whole_and_its_part_of_what_was_shared()
    {
        var village = await Village.FoundAsync(Server);
        await village.TakeAsync(Server, Village.AnnasHome, null, MarketHour.StartOf(May), 1m, 2m, 4m);
        await village.SumsAsync(Server, May, 0, (10, 20), (30, 20));
        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        var told = (await anna.GetAsync("/api/mine/whole?day=2026-05-10")).Json;
        Assert.Equal("known", (string?)told["state"]);
        Assert.Equal("""{"injectedKwh":40,"withdrawnKwh":40,"sharedKwh":30}""", told["community"]!.ToJsonString());
        Assert.Equal(
            """{"withdrawnKwh":7,"injectedKwh":null,"sharedKwh":2.5,"sharePercent":8.3,"sharedElsewhereKwh":null,"estimated":false}""",
            told["own"]!.ToJsonString());
        Assert.Equal((24, 2), ((int)told["dueHours"]!, (int)told["knownHours"]!));
        Assert.Equal(24, told["rows"]!.AsArray().Count);
        Assert.Equal(
            """{"from":"2026-05-09T23:00:00Z","day":"2026-05-10","injectedKwh":30,"withdrawnKwh":20,"""
            + "\"sharedKwh\":20,\"ownSharedKwh\":2,\"ownWithdrawnKwh\":2}",
            told["rows"]![1]!.ToJsonString());
        // Of the third hour the community is not known: no zero, and no part of it.
        Assert.Equal(
            """{"from":"2026-05-10T00:00:00Z","day":"2026-05-10","injectedKwh":null,"withdrawnKwh":null,"""
            + "\"sharedKwh\":null,\"ownSharedKwh\":null,\"ownWithdrawnKwh\":4}",
            told["rows"]![2]!.ToJsonString());

        var month = (await anna.GetAsync("/api/mine/whole?month=2026-05")).Json;
        Assert.Equal(31, month["rows"]!.AsArray().Count);
        Assert.Equal((30m, 2.5m), ((decimal)month["community"]!["sharedKwh"]!, (decimal)month["own"]!["sharedKwh"]!));
        // Bruno took nothing that is known: his part is not known, the whole is the same.
        using var bruno = await Server.SignedInAsync(village.BrunoOnly);
        var his = (await bruno.GetAsync("/api/mine/whole?day=2026-05-10")).Json;
        Assert.Equal(
            """{"withdrawnKwh":null,"injectedKwh":null,"sharedKwh":null,"sharePercent":null,"sharedElsewhereKwh":null,"estimated":false}""",
            his["own"]!.ToJsonString());
        Assert.Equal(30m, (decimal)his["community"]!["sharedKwh"]!);
    }

    // By hand. Day 9: 10 of 20 shared, Anna took 10, so 5 were hers, but fewer than five took anything. Day 10: 10 of 20 too, she took
    // 4: 2.
    [Fact]
    public async Task Her_share_is_of_the_hours_that_are_told_and_the_rest_stands_beside()
    {
        var village = await Village.FoundAsync(Server);
        await village.TakeAsync(Server, Village.AnnasHome, null, MarketHour.StartOf(May.PlusDays(-1)), 10m);
        await village.TakeAsync(Server, Village.AnnasHome, null, MarketHour.StartOf(May), 4m);
        await village.SumsAsync(Server, May.PlusDays(-1), 0, new Behind(Members: 4), (10, 20));
        await village.SumsAsync(Server, May, 0, (10, 20));
        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        var told = (await anna.GetAsync("/api/mine/whole?month=2026-05")).Json;
        Assert.Equal(10m, (decimal)told["community"]!["sharedKwh"]!);
        Assert.Equal(
            """{"withdrawnKwh":14,"injectedKwh":null,"sharedKwh":2,"sharePercent":20,"sharedElsewhereKwh":5,"estimated":false}""",
            told["own"]!.ToJsonString());
        Assert.Null(told["rows"]![8]!["ownSharedKwh"]);
        Assert.Equal(2m, (decimal)told["rows"]![9]!["ownSharedKwh"]!);
    }

    [Theory]
    [InlineData(6, 0, 8, "known")]
    [InlineData(6, 6, 8, "known")]
    [InlineData(5, 0, 8, "few_members")] // less herself, four
    [InlineData(6, 5, 8, "few_producers")] // less one of them, four
    [InlineData(1, 0, 8, "few_members")] // five of whom four are idle
    [InlineData(6, 1, 8, "few_producers")]
    [InlineData(6, 0, 7, "waiting")]
    [InlineData(null, null, 8, "unsummed")]
    public async Task What_is_behind_an_hour_says_whether_it_is_told_and_why_not(
        int? members, int? producers, int pointsKnown, string state)
    {
        var village = await Village.FoundAsync(Server);
        await village.TakeAsync(Server, Village.AnnasHome, null, MarketHour.StartOf(May), 1m);
        int[]? few = producers is > 0 and < 6 ? [village.Bruno] : null;
        await village.SumsAsync(Server, May, 0, new Behind(members, producers, few, pointsKnown), (10, 20));
        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        var told = (await anna.GetAsync("/api/mine/whole?day=2026-05-10")).Json;
        Assert.Equal((state, 6), ((string?)told["state"], (int)told["fewestMembers"]!));
        Assert.Equal(state == "known", told["community"] is not null);
        Assert.Equal(state == "known", told["rows"]![0]!["sharedKwh"] is not null);
        // Her own part is told beside, of no total.
        var (beside, inside) = state == "known" ? ("sharedElsewhereKwh", "sharedKwh") : ("sharedKwh", "sharedElsewhereKwh");
        Assert.Equal(0.5m, (decimal)told["own"]![inside]!);
        Assert.Null(told["own"]![beside]);
        // Another day nothing is known of anybody.
        Assert.Equal("no_hours", (string?)(await anna.GetAsync("/api/mine/whole?day=2026-06-10")).Json["state"]);
    }

    [Fact]
    public async Task Of_one_private_roof_the_total_is_told_to_whose_it_is_and_to_others_where_that_member_agrees()
    {
        var village = await Village.FoundAsync(Server);
        await village.SumsAsync(Server, May, 0, new Behind(6, 1, [village.Bruno]), (10, 20));
        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        using var bruno = await Server.SignedInAsync(village.BrunoOnly);
        Assert.Equal("few_producers", await StateAsync(anna));
        Assert.Equal("known", await StateAsync(bruno));
        await village.AgreeAsync(Server);
        Assert.Equal("known", await StateAsync(anna));
        await Server.RunAsync(
            """
            insert into core.total_consent_withdrawal (community_id, consent_id, reason, author, withdrawn_at)
            values ($1, 1, 'prova', 'test', now())
            """,
            village.Id.Value);
        Assert.Equal("few_producers", await StateAsync(anna));

        async Task<string?> StateAsync(PageClient who) =>
            (string?)(await who.GetAsync("/api/mine/whole?day=2026-05-10")).Json["state"];
    }

    [Fact]
    public async Task Of_today_nothing_is_told_and_without_a_day_it_is_the_last_that_is_told()
    {
        // Whether a day is over the database decides.
        var today = LocalDate.FromDateOnly(await Server.AskAsync<DateOnly>("select (now() at time zone 'Europe/Rome')::date"));
        var village = await Village.FoundAsync(Server);
        await village.SumsAsync(Server, today.PlusDays(-3), 0, (10, 20));
        await village.SumsAsync(Server, today.PlusDays(-2), 0, new Behind(PointsKnown: 7), (10, 20));
        await village.SumsAsync(Server, today, 0, (10, 20));
        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        var running = (await anna.GetAsync($"/api/mine/whole?day={LocalDatePattern.Iso.Format(today)}")).Json;
        Assert.Equal("waiting", (string?)running["state"]);
        Assert.Null(running["community"]);
        var last = (await anna.GetAsync("/api/mine/whole")).Json;
        Assert.Equal(("known", LocalDatePattern.Iso.Format(today.PlusDays(-3))), ((string?)last["state"], (string?)last["first"]));
    }

    [Fact]
    public async Task The_days_when_the_clocks_change_have_23_and_25_rows()
    {
        var village = await Village.FoundAsync(Server);
        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        foreach (var (day, hours) in new[] { ("2026-03-29", 23), ("2025-10-26", 25) })
        {
            var told = (await anna.GetAsync($"/api/mine/whole?day={day}")).Json;
            Assert.Equal((hours, hours), (told["rows"]!.AsArray().Count, (int)told["dueHours"]!));
        }
    }
}
