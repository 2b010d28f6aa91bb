using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cer.Host.Documents;
using Cer.Operations.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cer.Reporting.Tests;

/// <summary>The archive over HTTP: ordered, watched, opened; what is wrong gets a sentence.</summary>
public class EndpointTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Documents_are_ordered_listed_and_opened_and_faults_get_a_sentence()
    {
        await using var town = await Town.SettledAsync("cer-buchi", press: new BlankPress());
        await using var app = await AppAsync(town);
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        const string Documents = $"/api/communities/{Town.Code}/documents";
        using var ordered = await client.PostAsJsonAsync(Documents, new { month = "2026-12", kinds = new[] { "statement" } }, Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, ordered.StatusCode);
        var job = JsonNode.Parse(await ordered.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Equal("waiting", (string?)job["state"]);
        while (await town.Make.StepAsync(null, Cancellation) is { HasEnded: false })
        {
        }

        job = await JsonAsync(client, $"/api/communities/{Town.Code}/jobs/{job["job"]}");
        Assert.Equal(("done", 2, 2), ((string?)job["state"], (int)job["done"]!, (int)job["total"]!));
        var document = (await JsonAsync(client, Documents))[0]!;
        Assert.Equal("2027/0002", (string?)document["number"]);
        Assert.Equal("statement", (string?)document["kind"]);
        var path = $"/api/documents/{document["id"]}";
        Assert.Equal([1], await client.GetByteArrayAsync(new Uri(path, UriKind.Relative), Cancellation));
        using var preview = await client.GetAsync(new Uri($"{path}/preview", UriKind.Relative), Cancellation);
        Assert.Contains("default-src 'none'", preview.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var hours = await client.GetStringAsync(new Uri($"{path}/hours.csv", UriKind.Relative), Cancellation);
        Assert.Contains(";Prelevata (kWh);", hours, StringComparison.Ordinal);

        await RefusedAsync(client, Documents, new { month = "2026-13", kinds = new[] { "statement" } }, HttpStatusCode.BadRequest);
        await RefusedAsync(client, Documents, new { month = "2026-12", kinds = new[] { "<script>" } }, HttpStatusCode.BadRequest);
        await RefusedAsync(client, Documents, new { month = "2026-12", kinds = Array.Empty<string>() }, HttpStatusCode.BadRequest);
        await RefusedAsync(client, Documents, new { month = "2020-01", kinds = new[] { "statement" } }, HttpStatusCode.Conflict);
        const string Nobody = "/api/communities/nessuna/documents";
        await RefusedAsync(client, Nobody, new { month = "2026-12", kinds = new[] { "statement" } }, HttpStatusCode.NotFound);
        using var absent = await client.GetAsync(new Uri("/api/documents/999999", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);
    }

    private static async Task<JsonNode> JsonAsync(HttpClient client, string path) =>
        JsonNode.Parse(await client.GetStringAsync(new Uri(path, UriKind.Relative), Cancellation))!;

    private static async Task RefusedAsync(HttpClient client, string path, object body, HttpStatusCode expected)
    {
        using var response = await client.PostAsJsonAsync(path, body, Cancellation);
        Assert.Equal(expected, response.StatusCode);
        Assert.Contains("expected", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    private static async Task<WebApplication> AppAsync(Town town)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(town.Archive).AddSingleton(town.Jobs)
            .AddSingleton(town.Get<ICommunityStore>()).AddSingleton(town.Get<IRunStore>())
            .AddSingleton(town.Get<TimeProvider>());
        var app = builder.Build();
        app.MapDocuments();
        await app.StartAsync(Cancellation);
        return app;
    }
}
