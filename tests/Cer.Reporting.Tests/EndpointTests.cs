using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Cer.Host.Serve;
using Cer.Operations.Documents;
using Cer.Operations.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Cer.Reporting.Tests;

/// <summary>The archive over HTTP: ordered, watched, opened by whom it concerns; what is wrong gets a sentence.</summary>
public class EndpointTests
{
    private const string Documents = $"/api/communities/{Town.Code}/documents";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Documents_are_ordered_listed_and_opened_and_faults_get_a_sentence()
    {
        await using var town = await Town.SettledAsync("cer-buchi", press: new BlankPress());
        await using var app = await AppAsync(town);
        using var client = await SignInAsync(app, new(Role.Operator, null, null, null));
        await RefusedAsync(client, Documents, new { month = "2026-13", kinds = new[] { "statement" } }, HttpStatusCode.BadRequest);
        await RefusedAsync(client, Documents, new { month = "2026-12", kinds = new[] { "<script>" } }, HttpStatusCode.BadRequest);
        await RefusedAsync(client, Documents, new { month = "2026-12", kinds = Array.Empty<string>() }, HttpStatusCode.BadRequest);
        await RefusedAsync(client, Documents, new { month = "2020-01", kinds = new[] { "statement" } }, HttpStatusCode.Conflict);
        const string Nobody = "/api/communities/nessuna/documents";
        await RefusedAsync(client, Nobody, new { month = "2026-12", kinds = new[] { "statement" } }, HttpStatusCode.NotFound);

        var order = new { month = "2026-12", kinds = new[] { "statement" } };
        using var ordered = await client.PostAsJsonAsync(Documents, order, Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, ordered.StatusCode);
        var job = JsonNode.Parse(await ordered.Content.ReadAsStringAsync(Cancellation))!;
        var place = $"/api/communities/{Town.Code}/jobs/{job["job"]}";
        for (var tries = 0; (string?)job["state"] is "waiting" or "running" && tries < 1200; tries++)
        {
            await Task.Delay(100, Cancellation);
            job = await JsonAsync(client, place);
        }

        Assert.Equal(("done", 2, 2), ((string?)job["state"], (int)job["done"]!, (int)job["total"]!));
        var document = (await JsonAsync(client, Documents))[0]!;
        Assert.Equal(("2027/0002", "statement"), ((string?)document["number"], (string?)document["kind"]));
        var months = (await JsonAsync(client, $"/api/communities/{Town.Code}/months")).AsArray();
        Assert.Equal(2, (int)months.Single(month => (string?)month!["month"] == "2026-12")!["documents"]!);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(client, "/api/mine/documents"));
        var path = $"/api/documents/{document["id"]}";
        var pdf = await client.GetByteArrayAsync(new Uri(path, UriKind.Relative), Cancellation);
        Assert.Equal((string?)document["sha256"], Convert.ToHexStringLower(SHA256.HashData(pdf)));
        using var preview = await client.GetAsync(new Uri($"{path}/preview", UriKind.Relative), Cancellation);
        var policies = string.Join(' ', preview.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policies, StringComparison.Ordinal);
        var hours = await client.GetStringAsync(new Uri($"{path}/hours.csv", UriKind.Relative), Cancellation);
        Assert.Contains(";Prelevata (kWh);", hours, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(client, "/api/documents/999999"));
        await OnlyWhomItConcernsAsync(app, town, path, (int)document["member"]!["id"]!);
    }

    private static async Task OnlyWhomItConcernsAsync(WebApplication app, Town town, string path, int owner)
    {
        using var nobody = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        using var own = await SignInAsync(app, new(Role.Member, town.Community, Town.Code, owner));
        var others = (await town.Get<IMonthData>().MemberIdsAsync(town.Community, Cancellation)).Values;
        using var other = await SignInAsync(
            app, new(Role.Member, town.Community, Town.Code, others.First(id => id != owner)));
        foreach (var part in new[] { "", "/preview", "/hours.csv" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(nobody, path + part));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(other, path + part));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(own, path + part));
        }

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(own, Documents));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(nobody, Documents));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        return response.StatusCode;
    }

    private static async Task<JsonNode> JsonAsync(HttpClient client, string path) =>
        JsonNode.Parse(await client.GetStringAsync(new Uri(path, UriKind.Relative), Cancellation))!;

    private static async Task RefusedAsync(HttpClient client, string path, object body, HttpStatusCode expected)
    {
        using var response = await client.PostAsJsonAsync(path, body, Cancellation);
        Assert.Equal(expected, response.StatusCode);
        Assert.Contains("expected", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    /// <summary>The whole server, with its background work and its press.</summary>
    private static async Task<WebApplication> AppAsync(Town town)
    {
        var settings = new Host.Data.Settings(town.Address, null, "http://127.0.0.1:0") { DemoLive = false };
        var app = ServeCommand.Build(settings, town.Get<TimeProvider>());
        await app.StartAsync(Cancellation);
        return app;
    }

    private static async Task<HttpClient> SignInAsync(WebApplication app, PersonRole role)
    {
        var people = app.Services.GetRequiredService<IPeopleStore>();
        var somebody = new NewPerson($"p{Guid.NewGuid():N}"[..20], "Persona inventata", null, [role]);
        var invite = await people.AddAsync(somebody, SecretToken.New(), "test", Cancellation);
        var salt = RandomNumberGenerator.GetBytes(32);
        const int Rounds = 100_000;
        var hash = Rfc2898DeriveBytes.Pbkdf2("una frase inventata", salt, Rounds, HashAlgorithmName.SHA256, 32);
        var person = await people.AcceptAsync(invite!.Token, new(salt, hash, Rounds), Cancellation);
        var token = SecretToken.New();
        await app.Services.GetRequiredService<ISessionStore>().OpenAsync(person!.Value, token, Cancellation);
        var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        client.DefaultRequestHeaders.Add("Cookie", $"cer_session={token.Text}");
        client.DefaultRequestHeaders.Add("X-Cer-Request", "1");
        return client;
    }
}
