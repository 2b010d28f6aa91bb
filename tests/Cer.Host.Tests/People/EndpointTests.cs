using System.Net;
using Cer.Host.People;
using Cer.Operations.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cer.Host.Tests.People;

/// <summary>Every address of the server says who may use it, and holds to it.</summary>
public class EndpointTests(PeopleFixture fixture)
{
    // Whoever adds an address for everybody writes it here, and has thought of it.
    private static readonly string[] ForAll =
    [
        "DELETE /api/session",
        "GET /api/docs",
        "GET /api/doors",
        "GET /api/health",
        "GET /api/invites/{token}",
        "GET /api/openapi.json",
        "GET /api/public/dashboards/cer-pubblico",
        "GET /api/setup/first",
        "POST /api/invites/{token}",
        "POST /api/public/dashboards/cer-pubblico/query",
        "POST /api/session",
        "POST /api/session/link/",
        "POST /api/session/link/enter",
        "POST /api/session/passkey/",
        "POST /api/session/passkey/options",
        "POST /api/setup/first",
    ];

    private static readonly string[] ForDevices =
    [
        "POST /api/readings", "GET /api/readings/requests", "GET /api/readings/share",
        "/webservices/rest/UrbanDatasetGateway/", "/workflows/http/",
    ];

    // Whoever holds a sealed link of a letter, and a mail program in his name, which knows no header of ours.
    private static readonly string[] ForLinks = ["GET /disiscrizione/{link}", "POST /disiscrizione/{link}"];

    private PeopleServer Server => fixture.Server;

    [Fact]
    public void Every_address_says_who_may_use_it_and_those_for_all_are_written_here()
    {
        var all = Addresses(Server.App);
        Assert.All(all, address => Assert.NotNull(address.Rule));
        Assert.Equal(ForAll, Names(Door.Public).Order(StringComparer.Ordinal));
        Assert.All(Names(Door.Devices), name =>
            Assert.Contains(ForDevices, known => name.Contains(known, StringComparison.Ordinal)));
        Assert.Equal(ForLinks, Names(Door.Links).Order(StringComparer.Ordinal));
        Assert.NotEmpty(Names(Door.Roles));

        IEnumerable<string> Names(Door door) =>
            all.Where(address => address.Rule!.Door == door).Select(address => $"{address.Method} {address.Pattern}");
    }

    [Fact]
    public async Task Nobody_who_is_not_signed_in_gets_in_where_it_is_not_for_all()
    {
        var planted = SecretToken.New().Text;
        foreach (var address in Addresses(Server.App)
            .Where(address => address.Rule!.Door is Door.SignedIn or Door.Roles))
        {
            foreach (var token in new[] { null, planted, "x" })
            {
                var answer = await Server.Browser().With(token)
                    .SendAsync(address.Method, address.Path("nessuna", 1), null);
                Assert.True(answer.Status == HttpStatusCode.Unauthorized, $"{address} answers {answer.Status}");
            }
        }
    }

    [Fact]
    public async Task A_member_gets_nothing_of_the_staff_and_nothing_of_another_community()
    {
        var (own, other) = (await Village.FoundAsync(Server), await Village.FoundAsync(Server));
        using var browser = await Server.SignedInAsync(own.AnnaOnly);
        var seen = 0;
        foreach (var address in Addresses(Server.App)
            .Where(address => address.Rule!.Door == Door.Roles && !address.Rule.Roles.Contains(Role.Member)))
        {
            foreach (var (
                community, id) in new[] { (own.Code, own.Anna), (own.Code, own.Bruno), (other.Code, other.Anna),
                ("nessuna", 0) })
            {
                var answer = await browser.SendAsync(
                    address.Method, address.Path(community, id), address.Method == "GET" ? null : "{}");
                var expected = address.Pattern.Contains("{community}", StringComparison.Ordinal)
                    && community != own.Code
                    ? HttpStatusCode.NotFound
                    : HttpStatusCode.Forbidden;
                Assert.True(answer.Status == expected, $"{address} answers {answer.Status} for {community}");
                Assert.DoesNotContain("Famiglia", answer.Text, StringComparison.Ordinal);
                seen++;
            }
        }

        Assert.True(seen > 20, "Found hardly any address of the staff, expected all of them.");
    }

    [Fact]
    public async Task No_change_is_made_without_the_header_that_only_our_pages_send()
    {
        using var browser = await Server.SignedInAsync(new PersonRole(Role.Administrator, null, null, null));
        foreach (var address in Addresses(Server.App)
            .Where(address => address.Rule!.Door is not (Door.Devices or Door.Links) && address.Method is not ("GET" or "HEAD")))
        {
            var answer = await browser.SendAsync(address.Method, address.Path("nessuna", 1), "{}", ours: false);
            Assert.True(answer.Status == HttpStatusCode.BadRequest, $"{address} answers {answer.Status}");
            Assert.Equal("Found no header X-Cer-Request: 1, expected it with every change.", answer.Detail);
        }

        Assert.Equal(HttpStatusCode.OK, (await browser.SendAsync("GET", "/api/session", null, ours: false)).Status);
    }

    [Theory]
    [InlineData(Role.Administrator, 200, 200, 403)]
    [InlineData(Role.Operator, 200, 200, 403)]
    [InlineData(Role.Approver, 200, 200, 200)]
    [InlineData(Role.Auditor, 200, 403, 403)]
    [InlineData(Role.Accountant, 200, 403, 403)]
    [InlineData(Role.Designer, 403, 403, 403)]
    public async Task A_role_counts_in_its_community_and_an_auditor_only_reads(
        Role role, int reads, int changes, int approves)
    {
        var (own, other) = (await Village.FoundAsync(Server), await Village.FoundAsync(Server));
        await using var app = await ExtraAsync();
        var (here, _) = await Server.PersonAsync(new PersonRole(role, own.Id, own.Code, null));
        var (everywhere, _) = await Server.PersonAsync(new PersonRole(role, null, null, null));
        foreach (var (person, community) in new[] { (here, own), (everywhere, own), (everywhere, other) })
        {
            using var browser = (await Server.SignedInAsync(person)).At(app.Urls.Single());
            Assert.Equal(reads, (int)(await browser.GetAsync($"/api/extra/{community.Code}")).Status);
            Assert.Equal(changes, (int)(await browser.PostAsync($"/api/extra/{community.Code}", "{}")).Status);
            Assert.Equal(approves, (int)(await browser.PostAsync($"/api/extra/{community.Code}/approve", "{}")).Status);
        }

        using var stranger = (await Server.SignedInAsync(here)).At(app.Urls.Single());
        Assert.Equal(404, (int)(await stranger.GetAsync($"/api/extra/{other.Code}")).Status);
        Assert.Equal(404, (int)(await stranger.PostAsync($"/api/extra/{other.Code}", "{}")).Status);
    }

    [Fact]
    public async Task The_guard_decides_before_the_body_is_read_and_names_the_person()
    {
        await using var app = await ExtraAsync();
        using var nobody = Server.Browser().At(app.Urls.Single());
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.PostAsync("/api/extra/x", "no json")).Status);
        var (id, _) = await Server.PersonAsync(new PersonRole(Role.Operator, null, null, null));
        using var browser = (await Server.SignedInAsync(id)).At(app.Urls.Single());
        Assert.Equal($"\"person:{id}\"", (await browser.GetAsync("/api/extra/x")).Text);
    }

    [Fact]
    public async Task An_address_without_a_rule_is_closed()
    {
        await using var app = await ExtraAsync();
        using var browser =
            (await Server.SignedInAsync(new PersonRole(Role.Administrator, null, null, null))).At(app.Urls.Single());
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/api/forgotten")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/api/nowhere")).Status);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await browser.SendAsync("PUT", "/api/session", null)).Status);
    }

    [Fact]
    public async Task Every_answer_tells_the_browser_what_pages_may_do()
    {
        foreach (var path in new[] { "/api/health", "/api/session", "/nowhere" })
        {
            var headers = (await Server.Browser().GetAsync(path)).Headers;
            Assert.Contains("script-src 'self';", headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'self'", headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Equal("nosniff", headers["X-Content-Type-Options"]);
            Assert.Equal("no-referrer", headers["Referrer-Policy"]);
        }
    }

    private static List<Address> Addresses(WebApplication app) =>
    [
        .. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint =>
            (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"])
                .Select(method => new Address(
                method,
                $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}",
                endpoint.Metadata.GetMetadata<AccessRule>()))),
    ];

    /// <summary>The server with addresses such as other rooms add.</summary>
    private async Task<WebApplication> ExtraAsync()
    {
        var app = Server.Another();
        var group = app.MapGroup("/api/extra/{community}").RequireStaff();
        group.MapGet("", (HttpContext context) => TypedResults.Ok(context.Person().Signature));
        group.MapPost("", (Person? person) => TypedResults.Ok(person?.Name));
        app.MapPost("/api/extra/{community}/approve", () => TypedResults.Ok()).RequireRoles(Role.Approver);
        app.MapGet("/api/forgotten", () => TypedResults.Ok());
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private sealed record Address(string Method, string Pattern, AccessRule? Rule)
    {
        public string Path(string community, int id) => System.Text.RegularExpressions.Regex.Replace(
            Pattern.Replace("{community}", community, StringComparison.Ordinal)
                .Replace("{month}", "2026-05", StringComparison.Ordinal),
            @"\{[^}]+\}",
            $"{id}");

        public override string ToString() => $"{Method} {Pattern}";
    }
}
