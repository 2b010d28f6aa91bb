using System.Collections.Frozen;
using Cer.Operations.People.Tokens;

namespace Cer.Host.People.Tokens;

/// <summary>What programs reach by tokens: these addresses and no other, each for one scope.</summary>
/// <remarks>
/// A list that is closed: what is added to the server stays for people until it is written here. Nothing here approves, pays,
/// or changes people; a test holds the list against the addresses there are, and every one that notes a look against the scope for
/// figures of members.
/// </remarks>
internal static class TokenReach
{
    private const string Below = "api/communities/{community}/";

    /// <summary>Every address with its method and scope.</summary>
    public static readonly FrozenDictionary<string, TokenScope> All = new[]
    {
        (TokenScope.Sums, "GET", "api/communities", ""),
        (TokenScope.Sums, "GET", "api/live/{community}", ""),
        (TokenScope.Sums, "GET", "api/settlements/{community}", ""),
        (TokenScope.Sums, "GET", "api/settlements/{community}/{month}", ""),
        (TokenScope.Sums, "GET", Below, "today"),
        (TokenScope.Members, "GET", Below, "hour"),
        (TokenScope.Sums, "GET", Below, "months"),
        (TokenScope.Members, "GET", Below, "months/{month}"),
        (TokenScope.Members, "GET", Below, "months/{month}/hours"),
        (TokenScope.Members, "GET", Below, "months/{month}/why"),
        (TokenScope.Members, "GET", Below, "months/{month}/runs"),
        (TokenScope.Members, "GET", Below, "months/{month}/closing"),
        (TokenScope.Members, "GET", Below, "plants"),
        (TokenScope.Members, "GET", Below, "plants/{plant}"),
        (TokenScope.Members, "GET", Below, "members"),
        (TokenScope.Members, "GET", Below, "members/{member}"),
        (TokenScope.Members, "GET", Below, "data"),
        (TokenScope.Sums, "GET", Below, "prices/gaps"),
        (TokenScope.Members, "GET", Below, "quality"),
        (TokenScope.Members, "GET", Below, "quality/day"),
        (TokenScope.Members, "GET", Below, "money"),
        (TokenScope.Flows, "GET", Below, "workflows/definitions"),
        (TokenScope.Flows, "GET", Below, "workflows/definitions/{definitionId}"),
        (TokenScope.Flows, "GET", Below, "workflows/definitions/{definitionId}/versions"),
        (TokenScope.Flows, "GET", Below, "workflows/definitions/export"),
        (TokenScope.Flows, "POST", Below, "workflows/definitions/{definitionId}/run"),
        (TokenScope.Flows, "GET", Below, "workflows/instances"),
        (TokenScope.Flows, "GET", Below, "workflows/instances/{id}"),
        (TokenScope.Flows, "POST", Below, "workflows/events"),
    }.ToFrozenDictionary(row => $"{row.Item2} {row.Item3}{row.Item4}", row => row.Item1, StringComparer.Ordinal);

    /// <summary>For which scope the address of a call is; null when it is for people alone.</summary>
    public static TokenScope? Of(HttpContext context) =>
        context.GetEndpoint() is RouteEndpoint endpoint && All.TryGetValue(Key(context.Request.Method, endpoint), out var scope)
            ? scope
            : null;

    public static string Key(string method, RouteEndpoint endpoint) =>
        $"{method} {endpoint.RoutePattern.RawText!.Trim('/')}";
}
