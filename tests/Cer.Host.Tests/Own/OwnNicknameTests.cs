using System.Net;
using System.Text.Json.Nodes;
using Cer.Host.Tests.People;
using Npgsql;

namespace Cer.Host.Tests.Own;

/// <summary>The name that a member chooses for the ranking.</summary>
public class OwnNicknameTests(PeopleFixture fixture)
{
    private PeopleServer Server => fixture.Server;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_nickname_is_chosen_changed_and_taken_back_and_is_nobody_elses()
    {
        var village = await Village.FoundAsync(Server);
        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        using var bruno = await Server.SignedInAsync(village.BrunoOnly);
        Assert.Equal("""{"nickname":null,"ranking":null}""", (await anna.GetAsync("/api/mine/nickname")).Text);
        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(anna, " Il Picchio ")).Status);
        Assert.Equal("Il Picchio", await NicknameAsync(anna));
        Assert.Null(await NicknameAsync(bruno));
        foreach (var same in new[] { "Il Picchio", "IL PICCHIO", "il picchio", "ll Picchio", "I1 Picchi0", "Il Picchìo" })
        {
            var refused = await PutAsync(bruno, same);
            Assert.Equal((HttpStatusCode.Conflict, "taken"), (refused.Status, (string?)refused.Json["code"]));
        }

        // From Cyrillic: it looks the same.
        Assert.Equal("script", (string?)(await PutAsync(bruno, "Il Picchi\u043e")).Json["code"]);
        var fault = await PutAsync(bruno, "a\u200bb");
        Assert.Equal(
            (HttpStatusCode.BadRequest, "letter", "U+200B"), (fault.Status, (string?)fault.Json["code"], (string?)fault.Json["found"]));
        Assert.Equal(HttpStatusCode.BadRequest, (await bruno.SendAsync("PUT", "/api/mine/nickname", "{}")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await bruno.SendAsync("DELETE", "/api/mine/nickname", null)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await anna.SendAsync("DELETE", "/api/mine/nickname", null)).Status);
        Assert.Null(await NicknameAsync(anna));
        // What was given back may be another's; each step stays, and it is told who chose.
        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(bruno, "il picchio")).Status);
        Assert.Equal(
            "Il Picchio|-|il picchio",
            await Server.AskAsync<string>(
                """
                select string_agg(coalesce(nickname, '-'), '|' order by member_id, revision)
                from core.nickname where community_id = $1 and chosen_by = 'Persona di Prova'
                """,
                village.Id.Value));
    }

    [Fact]
    public async Task Nobody_chooses_for_another_or_without_a_session_or_without_end()
    {
        var (village, other) = (await Village.FoundAsync(Server), await Village.FoundAsync(Server));
        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await anna.SendAsync("PUT", $"/api/mine/nickname?member={village.Bruno}", new { nickname = "Intruso" })).Status);
        await using var db = NpgsqlDataSource.Create(fixture.Database.MemberAddress);
        foreach (var (token, community, member) in new[]
        {
            (anna.Token, village.Id.Value, village.Bruno), (anna.Token, other.Id.Value, other.Anna),
            ("", village.Id.Value, village.Anna), ("x", village.Id.Value, village.Anna),
        })
            Assert.Equal("no_member", await ChooseAsync(db, token!, community, member));
        Assert.Equal(0L, await Server.AskAsync<long>(
            "select count(*) from core.nickname where community_id in ($1, $2)", village.Id.Value, other.Id.Value));
        for (var turn = 0; turn < 20; turn++)
            Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(anna, $"Nome {turn}")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(anna, "Nome 19")).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await PutAsync(anna, "Nome 20")).Status);
    }

    private static async Task<string?> NicknameAsync(PageClient browser) =>
        (string?)(await browser.GetAsync("/api/mine/nickname")).Json["nickname"];

    private static Task<PageClient.Answer> PutAsync(PageClient browser, string nickname) =>
        browser.SendAsync("PUT", "/api/mine/nickname", new JsonObject { ["nickname"] = nickname }.ToJsonString());

    private static async Task<string> ChooseAsync(NpgsqlDataSource db, string token, int community, int member)
    {
        await using var connection = await db.OpenConnectionAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await using var command = new NpgsqlCommand(
            "select mine.choose_nickname($1, $2, 'Intruso') from set_config('cer.session', $3, true)", connection)
        { Parameters = { new() { Value = community }, new() { Value = member }, new() { Value = token } } };
        var told = (string)(await command.ExecuteScalarAsync(Cancellation))!;
        await transaction.CommitAsync(Cancellation);
        return told;
    }
}
