using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Cer.Host.Tests.Viewing;

/// <summary>Every revision of a point's day, and which stands, as the staff asks; no answer has a POD in it.</summary>
public sealed class HistoryCallsTests
{
    private const string Curve = "POD;IT999E00000001\nData;Ora;Consumo\n14/07/2026;00:00;0,5\n14/07/2026;00:15;0\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_distributor_stands_over_the_device_and_both_are_told_until_it_is_taken_back()
    {
        await using var server = await SmallCommunity.StartAsync();
        var point = await server.AskAsync<int>("select id from core.pod where code = 'IT999E00000001'");
        await ImportAsync(server.Client);
        await server.AskAsync<int>("""
            with told as (
              insert into core.reading (community_id, pod_id, starts_at, minutes, revision, withdrawn_ukwh, received_at, ingest_id,
                source, quality, unit_id)
              select community_id, pod_id, starts_at, 15, 2, 9000000, '2026-07-15 08:00+00', 0, 'mqtt', 'measured', unit_id
              from core.reading where starts_at = '2026-07-13 22:00+00' returning 1)
            select count(*)::int from told
            """);

        var day = await server.GetAsync($"readings?point={point}&day=2026-07-14");
        var (first, second, other) = (day["readings"]![0]!, day["readings"]![1]!, day["readings"]![2]!);
        Assert.Equal(3, day["readings"]!.AsArray().Count);
        Assert.Equal(("distributor", true, 0.5m), Told(first));
        Assert.Equal(("device", false, 9m), Told(second));
        Assert.Equal(("distributor", true, 0m), Told(other));
        Assert.Equal((StaffServer.Login, 0.5m), ((string?)first["who"], (decimal)day["standing"]![0]!["withdrawnKwh"]!));
        Assert.NotNull(first["import"]);

        // Before anything came nothing was known; the day is none of another point.
        Assert.Empty((await server.GetAsync($"readings?point={point}&day=2026-07-14&at=2020-01-01T00:00:00Z"))["readings"]!.AsArray());
        var import = Assert.Single((await server.GetAsync("curves")).AsArray())!;
        await server.PostAsync($"curves/{import["id"]}/undo", new { });
        day = await server.GetAsync($"readings?point={point}&day=2026-07-14");
        Assert.Equal(("device", true, 9m), Told(day["readings"]![1]!));
        Assert.True((bool)day["readings"]![2]!["takesBack"]!);
        Assert.Equal(9m, (decimal)Assert.Single(day["standing"]!.AsArray())!["withdrawnKwh"]!);

        var address = $"/api/communities/{StaffServer.Code}/readings?point={point}&day=2026-07-14&format=csv";
        using var csv = await server.Client.GetAsync(new Uri(address, UriKind.Relative), Cancellation);
        var lines = (await csv.Content.ReadAsStringAsync(Cancellation)).Split("\r\n");
        Assert.StartsWith("Inizio;Minuti;", lines[0], StringComparison.Ordinal);
        Assert.Equal(1 + 5 + 1, lines.Length);
    }

    [Fact]
    public async Task A_precedence_is_decided_with_a_reason_and_turns_what_stands()
    {
        await using var server = await SmallCommunity.StartAsync();
        var order = new[] { "estimate", "device", "distributor", "correction" };
        Assert.Equal(
            HttpStatusCode.BadRequest, (await server.PostAsync("precedence", new { from = "2026-07-01", classes = order })).Status);
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await server.PostAsync("precedence", new { from = "2026-07-01", classes = new[] { "device" }, reason = "x" })).Status);
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await server.PostAsync("precedence", new { from = "oggi", classes = order, reason = "x" })).Status);
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await server.PostAsync("precedence", new { point = 99999, from = "2026-07-01", classes = order, reason = "x" })).Status);
        Assert.Equal(
            HttpStatusCode.Created,
            (await server.PostAsync("precedence", new { from = "2026-07-01", classes = order, reason = "prova" })).Status);
        var decided = Assert.Single((await server.GetAsync("precedence")).AsArray())!;
        Assert.Equal(("estimate", StaffServer.Login), ((string?)decided["classes"]![0], (string?)decided["author"]));
    }

    [Fact]
    public async Task Questions_that_cannot_be_met_are_told()
    {
        await using var server = await SmallCommunity.StartAsync();
        var point = await server.AskAsync<int>("select id from core.pod where code = 'IT999E00000001'");
        foreach (var (query, status) in new[]
        {
            ("readings?day=2026-07-14", HttpStatusCode.NotFound),
            ("readings?point=99999&day=2026-07-14", HttpStatusCode.NotFound),
            ("readings?point=IT999E00000001&day=2026-07-14", HttpStatusCode.NotFound),
            ($"readings?point={point}", HttpStatusCode.BadRequest),
            ($"readings?point={point}&day=ieri", HttpStatusCode.BadRequest),
            ($"readings?point={point}&day=2026-07-14&at=ieri", HttpStatusCode.BadRequest),
            ($"readings?point={point}&day=2026-07-14&format=xml", HttpStatusCode.BadRequest),
        })
        {
            using var response = await server.Client.GetAsync(
                new Uri($"/api/communities/{StaffServer.Code}/{query}", UriKind.Relative), Cancellation);
            Assert.Equal(status, response.StatusCode);
        }

        Assert.Contains(
            point, (await server.GetAsync("points")).AsArray().Select(one => (int)one!["id"]!));
    }

    private static (string?, bool, decimal) Told(JsonNode row) =>
        ((string?)row["class"], (bool)row["effective"]!, (decimal)row["withdrawnKwh"]!);

    private static async Task ImportAsync(HttpClient client)
    {
        var hash = (string?)(await SendAsync(client, "curves/check?direction=withdrawn"))!["sha256"];
        Assert.NotNull(await SendAsync(client, $"curves?direction=withdrawn&sha256={hash}"));
    }

    private static async Task<JsonNode?> SendAsync(HttpClient client, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/communities/{StaffServer.Code}/{path}");
        request.Headers.Add("X-Cer-File", "curve.csv");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Curve));
        using var response = await client.SendAsync(request, Cancellation);
        Assert.True(response.IsSuccessStatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation));
    }
}
