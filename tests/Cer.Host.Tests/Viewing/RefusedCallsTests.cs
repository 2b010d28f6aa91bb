using System.Net;
using System.Text.Json.Nodes;
using Cer.Operations.People;

namespace Cer.Host.Tests.Viewing;

/// <summary>Calls that cannot be met, or that are of somebody who may not make them.</summary>
public sealed class RefusedCallsTests(RefusedCallsTests.Running running) : IClassFixture<RefusedCallsTests.Running>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("today?day=ieri")]
    [InlineData("today?day=2026-02-30")]
    [InlineData("today?day=2026-07-16")]
    [InlineData("today?format=xml")]
    [InlineData("months?format=pdf")]
    [InlineData("months/2026-13")]
    [InlineData("months/luglio")]
    [InlineData("months/2026-07?table=secrets")]
    [InlineData("months/2026-07/hours?day=2026-08-01")]
    [InlineData("months/2026-7/hours")]
    [InlineData("plants/1?month=2026-00")]
    [InlineData("members/1?format=%00")]
    [InlineData("data?table=x")]
    public async Task A_parameter_that_is_wrong_is_answered_with_a_sentence(string path)
    {
        var server = running.Server;
        using var response = await server.Client.GetAsync($"/api/communities/prova/{path}", Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Matches("^Found .*, expected .*\\.$", (string)problem["detail"]!);
    }

    [Theory]
    [InlineData("prova/months/2026-06")]
    [InlineData("prova/plants/999999")]
    [InlineData("prova/plants/IT999")]
    [InlineData("prova/members/999999")]
    [InlineData("prova/members/99999999999999999999")]
    [InlineData("nessuna/today")]
    [InlineData("nessuna/months")]
    [InlineData("nessuna/data")]
    [InlineData("nessuna/plants")]
    [InlineData("nessuna/members")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        var server = running.Server;
        using var response = await server.Client.GetAsync($"/api/communities/{path}", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("expected", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_reads_without_a_session_and_an_auditor_decides_nothing()
    {
        var server = running.Server;
        using var nobody = new HttpClient { BaseAddress = server.Client.BaseAddress };
        using var auditor = await server.SignInAsync("auditrice", Role.Auditor);
        string[] pages =
            ["today", "months", "months/2026-07", "months/2026-07/hours", "plants", "plants/1", "members", "members/1", "data"];
        string[] others =
            ["communities", "settlements/prova", "settlements/prova/2026-07", "live/prova", "alerts/prova", "gaps/prova"];
        foreach (var path in pages.Select(page => $"/api/communities/prova/{page}").Concat(others.Select(other => $"/api/{other}")))
            Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync(path, Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await auditor.GetAsync("/api/communities/prova/today", Cancellation)).StatusCode);
        using var body = new StringContent("""{"decision":"accept","reason":"x"}""", System.Text.Encoding.UTF8, "application/json");
        using var refused = await auditor.PostAsync("/api/communities/prova/quarantine/1/1", body, Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        var mine = JsonNode.Parse(await auditor.GetStringAsync("/api/communities", Cancellation))!.AsArray().Single()!;
        Assert.Equal("""{"code":"prova","name":"Prova","invented":false,"roles":["auditor"]}""", mine.ToJsonString());
    }

    /// <summary>One server for all: these calls change nothing.</summary>
    public sealed class Running : IAsyncLifetime
    {
        internal StaffServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Server = await SmallCommunity.StartAsync();

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
