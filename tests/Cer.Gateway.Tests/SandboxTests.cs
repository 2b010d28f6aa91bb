using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cer.Host.Sandbox;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cer.Gateway.Tests;

/// <summary>The sandbox is what its description says, says what it is not, and remembers.</summary>
public sealed class SandboxTests
{
    private const string Submissions = "/v1/{recipient}/submissions";
    private const string Key = "borgo.2026-01.gse-month.1";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_address_is_described_and_every_described_answer_is_as_described_and_says_that_it_is_not_GSE()
    {
        await using var sandbox = await Sandboxed.StartAsync();
        using var http = await sandbox.SignedInAsync();
        var document = JsonNode.Parse(await http.GetStringAsync("openapi.json", Cancellation))!.AsObject();
        var described = new Described(document);

        await HoldAsync("get", "/", Get("/"));
        await HoldAsync("get", "/openapi.json", Get("/openapi.json"));
        await HoldAsync("post", "/oauth/token", Form("client_credentials", sandbox.Options.ClientSecret));
        await HoldAsync("post", "/oauth/token", Form("password", sandbox.Options.ClientSecret));
        await HoldAsync("post", "/oauth/token", Form("client_credentials", "wrong"));

        await HoldAsync("get", $"{Submissions}/{{key}}", Get($"/v1/gse/submissions/{Key}"));
        foreach (var fault in (string[])["429", "500", "502", "503"])
        {
            await sandbox.PlanAsync([fault]);
            await HoldAsync("post", Submissions, Post("/v1/gse/submissions", Key, "1,5"));
            await sandbox.PlanAsync([fault]);
            await HoldAsync("get", $"{Submissions}/{{key}}", Get($"/v1/gse/submissions/{Key}"));
        }

        await HoldAsync("post", Submissions, Post("/v1/gse/submissions", Key, "1,5"));
        await HoldAsync("post", Submissions, Post("/v1/gse/submissions", Key, "1,5"));
        await HoldAsync("post", Submissions, Post("/v1/gse/submissions", Key, "1,6"));
        await HoldAsync("post", Submissions, Post("/v1/gse/submissions", "x", "1,5"));
        await HoldAsync("post", Submissions, Post("/v1/enel/submissions", Key, "1,5"));
        await HoldAsync("get", $"{Submissions}/{{key}}/feedback", Get($"/v1/gse/submissions/{Key}/feedback"));
        await HoldAsync("get", $"{Submissions}/{{key}}/receipt", Get($"/v1/gse/submissions/{Key}/receipt"));
        await HoldAsync("get", $"{Submissions}/{{key}}", Get($"/v1/gse/submissions/{Key}"));
        await HoldAsync("get", $"{Submissions}/{{key}}/feedback", Get($"/v1/gse/submissions/{Key}/feedback"));
        await sandbox.PlanAsync(["late"]);
        var late = "borgo.2026-02.gse-month.1";
        await HoldAsync("post", Submissions, Post("/v1/gse/submissions", late, "1,5"));
        await HoldAsync("get", $"{Submissions}/{{key}}/receipt", Get($"/v1/gse/submissions/{late}/receipt"));
        await sandbox.PlanAsync(["reject"]);
        var rejected = "borgo.2026-03.gse-month.1";
        await HoldAsync("post", Submissions, Post("/v1/gse/submissions", rejected, "1,5"));
        await HoldAsync("get", $"{Submissions}/{{key}}", Get($"/v1/gse/submissions/{rejected}"));
        await HoldAsync("get", "/sandbox/packages", Get("/sandbox/packages"));
        await HoldAsync("get", "/sandbox/faults", Get("/sandbox/faults"));
        await HoldAsync("put", "/sandbox/faults", Put(101));
        await HoldAsync("put", "/sandbox/faults", Put(0));
        http.DefaultRequestHeaders.Authorization = null;
        await HoldAsync("post", Submissions, Post("/v1/gse/submissions", Key, "1,5"));
        await HoldAsync("get", $"{Submissions}/{{key}}", Get($"/v1/gse/submissions/{Key}"));
        await HoldAsync("get", $"{Submissions}/{{key}}/receipt", Get($"/v1/gse/submissions/{Key}/receipt"));
        await HoldAsync("get", $"{Submissions}/{{key}}/feedback", Get($"/v1/gse/submissions/{Key}/feedback"));
        await HoldAsync("get", "/sandbox/packages", Get("/sandbox/packages"));
        await HoldAsync("get", "/sandbox/faults", Get("/sandbox/faults"));
        await HoldAsync("put", "/sandbox/faults", Put(0));

        Assert.Equal(described.All.Order(StringComparer.Ordinal), described.Seen.Order(StringComparer.Ordinal));

        async Task HoldAsync(string method, string path, Task<HttpResponseMessage> call)
        {
            using var answer = await call;
            Assert.Empty(await described.ProblemsAsync(method, path, answer));
            Assert.Equal(["NOT GSE, NOT ARERA"], answer.Headers.GetValues("X-Sandbox"));
            Assert.Contains("NOT GSE", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }

        Task<HttpResponseMessage> Get(string path) => http.GetAsync(path, Cancellation);

        Task<HttpResponseMessage> Put(int percent) => http.PutAsJsonAsync("/sandbox/faults", new { seed = 1, percent }, Cancellation);

        Task<HttpResponseMessage> Form(string grant, string secret) => http.PostAsync(
            "/oauth/token",
            new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = grant,
                ["client_id"] = sandbox.Options.ClientId,
                ["client_secret"] = secret,
            }),
            Cancellation);

        Task<HttpResponseMessage> Post(string path, string key, string content) =>
            http.SendAsync(Package(path, key, content), Cancellation);
    }

    [Fact]
    public async Task Its_routes_are_those_of_the_description()
    {
        var folder = Directory.CreateTempSubdirectory("cer-sandbox-");
        await using var app = SandboxHost.Build(new(folder.FullName, new("https://127.0.0.1:0"), false), TimeProvider.System);
        var routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is not null)
            .Select(endpoint =>
                $"{endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]} /{endpoint.RoutePattern.RawText!.Trim('/')}");
        var described = SandboxRoutes.Document()["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(method => $"{method.Key.ToUpperInvariant()} {path.Key}"));
        Assert.Equal(described.Order(StringComparer.Ordinal), routes.Order(StringComparer.Ordinal));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Killed_and_started_again_it_knows_what_it_took_and_its_secret_which_is_for_the_owner_alone()
    {
        await using var sandbox = await Sandboxed.StartAsync();
        var secret = sandbox.Options.ClientSecret;
        Assert.Equal(64, secret.Length);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(Path.Combine(sandbox.Folder, SandboxClient.SecretFile)));
        Assert.Contains("NON è il GSE", sandbox.Said, StringComparison.Ordinal);
        using (var http = await sandbox.SignedInAsync())
            Assert.Equal(201, (int)(await http.SendAsync(Package("/v1/gse/submissions", Key, "1,5"), Cancellation)).StatusCode);
        await sandbox.KillAndStartAsync();
        Assert.Equal(secret, sandbox.Options.ClientSecret);
        using (var http = await sandbox.SignedInAsync())
        {
            var again = await http.SendAsync(Package("/v1/gse/submissions", Key, "1,5"), Cancellation);
            Assert.Equal(200, (int)again.StatusCode);
            Assert.Equal("SANDBOX-GSE-000001", (string?)JsonNode.Parse(await again.Content.ReadAsStringAsync(Cancellation))!["protocol"]);
        }

        // That is what the count is for: this test did send it twice.
        Assert.Equal(1, (await sandbox.RepeatedAsync())[Key]);
    }

    [Fact]
    public void The_same_seed_gives_the_same_faults_and_another_one_others()
    {
        Assert.Equal(Sequence(7), Sequence(7));
        Assert.NotEqual(Sequence(7), Sequence(8));
        Assert.InRange(Sequence(7).Count(fault => fault != SandboxFault.None), 60, 140);
        Assert.Equal(SandboxFault.OfPackages.Count + 1, Sequence(7, 2000).Distinct().Count());

        static string[] Sequence(int seed, int count = 200)
        {
            var folder = Directory.CreateTempSubdirectory("cer-faults-");
            var faults = new SandboxFaults(folder.FullName) { Plan = new(null, seed, 50, null) };
            var made = Enumerable.Range(0, count).Select(_ => faults.Next(SandboxFault.OfPackages)).ToArray();
            folder.Delete(recursive: true);
            return made;
        }
    }

    private static HttpRequestMessage Package(string path, string key, string content)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(content);
        var parts = key.Split('.');
        return new(HttpMethod.Post, path)
        {
            Headers = { { "Idempotency-Key", key } },
            Content = JsonContent.Create(new
            {
                period = parts.ElementAtOrDefault(1),
                kind = parts.ElementAtOrDefault(2),
                revision = 1,
                files = new[]
                {
                    new
                    {
                        name = "energia.csv",
                        mediaType = "text/csv",
                        sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)),
                        content = Convert.ToBase64String(bytes),
                    },
                },
            }),
        };
    }
}
