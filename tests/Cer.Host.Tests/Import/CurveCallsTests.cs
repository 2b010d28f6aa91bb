using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cer.Host.Tests.Viewing;
using Cer.Operations.People;

namespace Cer.Host.Tests.Import;

/// <summary>Curve files by the staff's interface; the client of these tests refuses any answer with a POD in it.</summary>
public sealed class CurveCallsTests
{
    private const string Curve = "POD;IT999E00000001\nData;Ora;Consumo\n14/07/2026;00:00;0,5\n14/07/2026;00:15;0\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_is_applied_as_it_was_looked_at_and_taken_back()
    {
        await using var server = await SmallCommunity.StartAsync();
        var (status, check) = await SendAsync(server.Client, "curves/check?direction=withdrawn", Curve);
        Assert.Equal(HttpStatusCode.OK, status);
        var day = Assert.Single(check!["days"]!.AsArray())!;
        Assert.Equal(("0001", "2026-07-14", 2, 94), ((string?)day["label"], (string?)day["day"], (int)day["added"]!, (int)day["missing"]!));
        Assert.Equal(0L, await server.AskAsync<long>("select count(*) from core.reading"));

        var hash = (string?)check["sha256"];
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(server.Client, $"curves?direction=withdrawn&sha256={hash}",
            Curve + " ")).Status);
        var (applied, report) = await SendAsync(server.Client, $"curves?direction=withdrawn&sha256={hash}", Curve);
        Assert.Equal(HttpStatusCode.Created, applied);
        Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(server.Client, $"curves?direction=withdrawn&sha256={hash}", Curve)).Status);
        var import = Assert.Single((await server.GetAsync("curves")).AsArray())!;
        Assert.Equal(
            ((long)report!["import"]!, "curve di …0001.csv", StaffServer.Login),
            ((long)import["id"]!, (string?)import["fileName"], (string?)import["who"]));

        var (undone, answer) = await server.PostAsync($"curves/{import["id"]}/undo", new { });
        Assert.Equal((HttpStatusCode.OK, 2), (undone, (int)answer!["restored"]!));
        Assert.Equal(HttpStatusCode.Conflict, (await server.PostAsync($"curves/{import["id"]}/undo", new { })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.PostAsync("curves/999/undo", new { })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.PostAsync("curves/x/undo", new { })).Status);
    }

    [Fact]
    public async Task A_file_that_names_no_point_is_read_as_of_the_one_that_a_person_chose()
    {
        await using var server = await SmallCommunity.StartAsync();
        var nameless = Curve[(Curve.IndexOf('\n', StringComparison.Ordinal) + 1)..];
        var (_, without) = await SendAsync(server.Client, "curves/check?direction=withdrawn", nameless);
        Assert.NotEmpty(without!["faults"]!.AsArray());
        var chosen = (await server.GetAsync("curves/points")).AsArray().Single(one => (string?)one!["label"] == "0002")!;
        var (_, check) = await SendAsync(server.Client, $"curves/check?direction=withdrawn&point={chosen["point"]}", nameless);
        Assert.Empty(check!["faults"]!.AsArray());
        Assert.Equal("0002", (string?)Assert.Single(check["days"]!.AsArray())!["label"]);
    }

    [Theory]
    [InlineData("14/07/2026;00:00;0.5", "energy")]
    [InlineData("14-07-2026;00:00;0,5", "day")]
    [InlineData("14/07/2026;00:01;0,5", "quarter_start")]
    [InlineData("14/07/2026;00:00", "long_columns")]
    public async Task Findings_have_a_word_that_a_page_says_in_its_language(string row, string code)
    {
        await using var server = await SmallCommunity.StartAsync();
        var (_, report) = await SendAsync(
            server.Client, "curves/check?direction=withdrawn", $"POD;IT999E00000001\nData;Ora;Consumo\n{row}\n");
        Assert.Equal(code, (string?)report!["faults"]![0]!["code"]);
    }

    [Fact]
    public async Task Days_with_96_values_have_a_word_too()
    {
        await using var server = await SmallCommunity.StartAsync();
        var day = string.Concat(Enumerable.Range(0, 96).Select(q => $"25/10/2026;{q / 4:00}:{q % 4 * 15:00};0,5\n"));
        var (_, report) = await SendAsync(
            server.Client, "curves/check?direction=withdrawn", $"POD;IT999E00000001\nData;Ora;Consumo\n{day}");
        Assert.Equal("october_96", (string?)report!["warnings"]![0]!["code"]);
    }

    [Fact]
    public async Task Calls_that_cannot_be_met_are_told_and_an_auditor_changes_nothing()
    {
        await using var server = await SmallCommunity.StartAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(server.Client, "curves/check", Curve)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(server.Client, "curves/check?direction=withdrawn&point=999",
            Curve)).Status);
        var (_, faulty) = await SendAsync(server.Client, "curves/check?direction=withdrawn",
            "POD;IT999E00000099\nData;Ora;Consumo\n14/07/2026;00:00;0,5\n");
        Assert.Equal("a point that the community does not know", (string?)Assert.Single(faulty!["faults"]!.AsArray())!["found"]);
        using var auditor = await server.SignInAsync("revisore", Role.Auditor);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(auditor, "curves/check?direction=withdrawn", Curve)).Status);
    }

    private static async Task<(HttpStatusCode Status, JsonNode? Answer)> SendAsync(HttpClient client, string path, string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/communities/{StaffServer.Code}/{path}");
        request.Headers.Add("X-Cer-File", "curve%20di%20IT999E00000001.csv");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        using var response = await client.SendAsync(request, Cancellation);
        var answer = await response.Content.ReadAsStringAsync(Cancellation);
        return (response.StatusCode, answer.Length == 0 ? null : JsonNode.Parse(answer));
    }
}
