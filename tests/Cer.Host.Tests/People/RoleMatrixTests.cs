using System.Net;
using System.Text.RegularExpressions;
using Cer.Host.People;
using Cer.Operations.People;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cer.Host.Tests.People;

/// <summary>Every role at every address of the server.</summary>
public partial class RoleMatrixTests(PeopleFixture fixture)
{
    private const string Flows = "api/communities/{community}/workflows";

    // Whoever opens an address to designers writes it here, and has thought of what it tells.
    private static readonly string[] ForDesigners =
    [
        "GET api/communities",
        $"GET {Flows}/activities",
        $"GET {Flows}/definitions",
        $"GET {Flows}/definitions/export",
        $"GET {Flows}/definitions/{{definitionId}}",
        $"GET {Flows}/definitions/{{definitionId}}/diff",
        $"GET {Flows}/definitions/{{definitionId}}/versions",
        $"POST {Flows}/check",
        $"POST {Flows}/definitions",
        $"POST {Flows}/definitions/import",
        $"POST {Flows}/definitions/{{definitionId}}/rehearse",
        $"POST {Flows}/definitions/{{definitionId}}/revert",
        $"POST {Flows}/evaluate",
        $"POST {Flows}/trial",
        $"PUT {Flows}/definitions/{{definitionId}}",
    ];

    // What takes an approver, and nobody beside one.
    private static readonly string[] ForApproversAlone =
    [
        "POST api/communities/{community}/payables/{month}/approve",
        "POST api/communities/{community}/payouts/{payout:int}/approve",
        "POST api/communities/{community}/regolamento/{version:int}/approve",
    ];

    private PeopleServer Server => fixture.Server;

    [Fact]
    public void Designers_have_the_addresses_that_are_written_here() => Assert.Equal(
        ForDesigners,
        Addresses().Where(one => one.Rule.Roles.Contains(Role.Designer)).Select(one => one.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Approving_takes_an_approver_and_members_have_their_own_things_alone()
    {
        Assert.Equal(
            ForApproversAlone,
            Addresses().Where(one => one.Rule.Roles is [Role.Approver]).Select(one => one.Name).Order(StringComparer.Ordinal));
        Assert.All(
            Addresses().Where(one => one.Rule.Roles.Contains(Role.Member) || one.Rule.Roles.Contains(Role.Delegate)),
            one => Assert.Matches(
                "^(GET api/mine|POST api/mine/requests|POST api/mine/consents/\\{purpose\\}/\\{id:int\\}/withdraw$"
                    + "|POST api/mine/delegations/\\{id:int\\}/end$"
                    + "|(PUT|DELETE) api/mine/nickname$)",
                one.Name));
    }

    [Theory]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Operator)]
    [InlineData(Role.Approver)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Accountant)]
    [InlineData(Role.Designer)]
    [InlineData(Role.Member)]
    [InlineData(Role.Delegate)]
    public async Task A_role_is_refused_everywhere_but_where_the_rule_of_the_address_names_it(Role role)
    {
        var village = await Village.FoundAsync(Server);
        var grant = role == Role.Member ? village.AnnaOnly : new PersonRole(role, village.Id, village.Code, null);
        var person = new Person(0, "", "", "it", false, [grant]);
        using var browser = await Server.SignedInAsync(grant);
        var (refused, opened) = (0, 0);
        foreach (var one in Addresses())
        {
            var (changes, path) = (one.Method is not "GET", one.At(village.Code));
            if (one.Rule.Fits(person, one.Name.Contains("{community}", StringComparison.Ordinal) ? village.Code : null, changes))
            {
                // What changes something is not done for a test of who may.
                if (changes) continue;
                var open = await browser.GetAsync(path);
                Assert.False(open.Status is HttpStatusCode.Unauthorized || IsGuard(open), $"{role}: {one.Name} answers {open.Status}");
                Assert.True((int)open.Status < 500 || (int)open.Status == 503, $"{role}: {one.Name} answers {open.Status}");
                opened++;
                continue;
            }

            var answer = await browser.SendAsync(one.Method, path, changes ? "{}" : null);
            Assert.True(answer.Status == HttpStatusCode.Forbidden && IsGuard(answer), $"{role}: {one.Name} answers {answer.Status}");
            refused++;
        }

        Assert.True(refused > 5 && opened > 0, $"Found {refused} refused and {opened} opened, expected some of both.");
    }

    private static bool IsGuard(PageClient.Answer answer) =>
        answer.Status == HttpStatusCode.Forbidden
        && answer.Detail == "Found a role that does not allow this, expected one that does.";

    /// <summary>What is for people with roles.</summary>
    private List<Address> Addresses() =>
    [
        .. Server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
                .Select(method => new Address(
                    method, endpoint.RoutePattern.RawText!.Trim('/'), endpoint.Metadata.GetMetadata<AccessRule>()!)))
            .Where(one => one.Rule.Door == Door.Roles),
    ];

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Blank();

    private sealed record Address(string Method, string Pattern, AccessRule Rule)
    {
        public string Name => $"{Method} {Pattern}";

        public string At(string community) => "/" + Blank().Replace(
            Pattern.Replace("{community}", community, StringComparison.Ordinal)
                .Replace("{month}", "2026-05", StringComparison.Ordinal),
            "1");
    }
}
