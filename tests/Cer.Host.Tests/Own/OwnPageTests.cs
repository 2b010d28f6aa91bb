using System.Net;
using Cer.Host.Tests.People;
using Cer.Operations.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Cer.Host.Tests.Own;

/// <summary>What a member's own page asks for: its consents, and nothing of another.</summary>
public class OwnPageTests(PeopleFixture fixture)
{
    private PeopleServer Server => fixture.Server;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Consents_are_the_members_own_with_their_terms()
    {
        var village = await Village.FoundAsync(Server);
        await Server.RunAsync(
            """
            insert into core.consent (community_id, id, member_id, purpose, from_day, to_day, evidence, author, recorded_at)
            values ($1, 1, $2, 'quarter_hours', '2026-01-01', '2027-12-31', 'firmato', 'test', now()),
              ($1, 2, $3, 'quarter_hours', '2026-02-01', '2026-12-31', 'firmato', 'test', now())
            """,
            village.Id.Value,
            village.Anna,
            village.Bruno);
        await village.AgreeAsync(Server);
        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        Assert.Equal(
            """[{"id":1,"purpose":"quarter_hours","from":"2026-01-01","to":"2027-12-31","withdrawnAt":null}]""",
            (await anna.GetAsync("/api/mine/consents")).Text);
        // What a producer lets everybody see is a consent too, and has no end.
        using var bruno = await Server.SignedInAsync(village.BrunoOnly);
        Assert.Equal(
            """[{"id":2,"purpose":"quarter_hours","from":"2026-02-01","to":"2026-12-31","withdrawnAt":null},"""
            + """{"id":1,"purpose":"published_totals","from":"2026-01-01","to":null,"withdrawnAt":null}]""",
            (await bruno.GetAsync("/api/mine/consents")).Text);
    }

    [Fact]
    public async Task A_consent_is_taken_back_by_the_member_at_once_and_stands_in_the_history()
    {
        var village = await Village.FoundAsync(Server);
        await Server.RunAsync(
            """
            insert into core.consent (community_id, id, member_id, purpose, from_day, to_day, evidence, author, recorded_at)
            values ($1, 1, $2, 'quarter_hours', '2026-01-01', '2099-12-31', 'firmato', 'test', now()),
              ($1, 2, $3, 'quarter_hours', '2026-02-01', '2099-12-31', 'firmato', 'test', now())
            """,
            village.Id.Value,
            village.Anna,
            village.Bruno);
        await village.AgreeAsync(Server);
        var (id, _) = await Server.PersonAsync(village.BrunoOnly);
        using var bruno = await Server.SignedInAsync(id);
        // Another's, what is no purpose, and what there is not: nothing of them.
        foreach (var path in (string[])["quarter_hours/1", "quarter_hours/3", "altro/2", "published_totals/2"])
            Assert.Equal(HttpStatusCode.NotFound, (await bruno.PostAsync($"/api/mine/consents/{path}/withdraw")).Status);
        foreach (var path in (string[])["quarter_hours/2", "published_totals/1"])
        {
            Assert.Equal(HttpStatusCode.NoContent, (await bruno.PostAsync($"/api/mine/consents/{path}/withdraw")).Status);
            Assert.Equal(HttpStatusCode.Conflict, (await bruno.PostAsync($"/api/mine/consents/{path}/withdraw")).Status);
        }

        Assert.DoesNotContain("\"withdrawnAt\":null", (await bruno.GetAsync("/api/mine/consents")).Text, StringComparison.Ordinal);
        // What listens to devices asks for what stands: Anna's alone.
        var standing = await Server.App.Services.GetRequiredService<IConsentStore>().ListAsync(village.Id, Cancellation);
        Assert.Equal(
            [(2, true, $"person:{id}"), (1, false, (string?)null)],
            standing.Select(one => (one.Id, one.WithdrawnAt is not null, one.WithdrawnBy)));
        Assert.Equal(0, await Server.AskAsync<long>(
            "select count(*) from core.total_consent_standing where community_id = $1", village.Id.Value));
        Assert.Equal(2, await Server.AskAsync<long>(
            "select count(*) from core.audit where community_id = $1 and who = $2 and what = 'consent withdrawn'", village.Id.Value,
            $"person:{id}"));
    }

    [Fact]
    public async Task Another_members_number_and_what_is_no_day_find_nothing()
    {
        var (village, other) = (await Village.FoundAsync(Server), await Village.FoundAsync(Server));
        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        foreach (var path in new[] { "whole", "best-hours", "compare", "consents", "nickname" })
            foreach (var member in new[] { village.Bruno, other.Anna })
                Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync($"/api/mine/{path}?member={member}")).Status);
        foreach (var path in new[]
        {
            "whole?day=x", "whole?month=2026-13", "whole?day=2026-05-10&month=2026-05", "compare?month=x", "whole?day=9999-12-31",
        })
            Assert.Equal(HttpStatusCode.BadRequest, (await anna.GetAsync($"/api/mine/{path}")).Status);
    }
}
