using Cer.Host.Ingress;
using Cer.Host.People.Tokens;
using Cer.Operations.Ingress;
using Cer.Operations.People.Tokens;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cer.Host.People;

/// <summary>Puts a guard before endpoints: it decides before anything of the request is read.</summary>
internal static class Guarding
{
    public const string Header = "X-Cer-Request";

    /// <summary>Administrator, operator, approver; auditor and accountant for reading.</summary>
    public static TBuilder RequireStaff<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.Guard(AccessRule.Staff);

    /// <summary>The staff, and these roles as well.</summary>
    public static TBuilder RequireStaffOr<TBuilder>(this TBuilder endpoints, params Role[] roles)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.Guard(AccessRule.Staff with { Roles = [.. AccessRule.Staff.Roles, .. roles] });

    /// <summary>One of these roles, in the community of the address when it names one.</summary>
    public static TBuilder RequireRoles<TBuilder>(this TBuilder endpoints, params Role[] roles)
        where TBuilder : IEndpointConventionBuilder => endpoints.Guard(AccessRule.Of(roles));

    /// <summary>Any person who is signed in.</summary>
    public static TBuilder RequireSignedIn<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.Guard(AccessRule.SignedIn);

    /// <summary>Anybody.</summary>
    public static TBuilder OpenToAll<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.Guard(AccessRule.Public);

    /// <summary>Devices, which show tokens of their own: the endpoint asks for them itself.</summary>
    public static TBuilder OpenToDevices<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.Guard(AccessRule.Devices);

    /// <summary>Readers of letters, by a sealed link: the endpoint opens it itself.</summary>
    public static TBuilder OpenToLinks<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.Guard(AccessRule.Links);

    private static TBuilder Guard<TBuilder>(this TBuilder endpoints, AccessRule rule)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoints.Add(endpoint =>
        {
            endpoint.Metadata.Add(rule);
            if (endpoint.RequestDelegate is not { } next) return;
            endpoint.RequestDelegate = async context =>
            {
                if (await RefusalAsync(context, rule) is { } refusal) await refusal.ExecuteAsync(context);
                else await next(context);
            };
        });
        return endpoints;
    }

    private static async Task<ProblemHttpResult?> RefusalAsync(HttpContext context, AccessRule rule)
    {
        if (rule.Door is Door.Devices or Door.Links) return null;
        var changes = !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method);
        if (changes && context.Request.Headers[Header] is not ["1"])
            return Problem(
                $"Found no header {Header}: 1, expected it with every change.", StatusCodes.Status400BadRequest);
        if (rule.Door == Door.Public) return null;
        context.Response.Headers.CacheControl = "no-store";
        if (ShownToken.IsIn(context)) return await TokenRefusalAsync(context, rule, changes);
        if (await context.RequestServices.GetRequiredService<SessionCookie>().PersonAsync(context) is not { } person)
            return IngressCall.Of(context)?.User is { } stranger ? Stranger(stranger) : Problem(
                "Found nobody signed in, expected a session: sign in first.", StatusCodes.Status401Unauthorized);
        var community = context.GetRouteValue("community") as string;
        if (community is not null && !person.Knows(community))
            return Problem("Found no such community, expected one of your own.", StatusCodes.Status404NotFound);
        return rule.Door == Door.SignedIn || rule.Fits(person, community, changes)
            ? null
            : Problem("Found a role that does not allow this, expected one that does.", StatusCodes.Status403Forbidden);
    }

    /// <summary>A program by its token, and never by a cookie beside it: what it is for, where, and what its person may.</summary>
    private static async Task<ProblemHttpResult?> TokenRefusalAsync(HttpContext context, AccessRule rule, bool changes)
    {
        var tokens = context.RequestServices.GetRequiredService<ITokenStore>();
        if (ShownToken.Of(context) is not { } shown || await tokens.FindAsync(shown, context.RequestAborted) is not { } bearer)
            return Problem(
                "Found a token that is not good, expected one that was neither ended nor is over.",
                StatusCodes.Status401Unauthorized);
        if (TokenReach.Of(context) is not { } scope || !bearer.Scopes.Contains(scope))
            return Problem(
                "Found a token that is not for this, expected one whose scope says so; some things are for people alone.",
                StatusCodes.Status403Forbidden);
        var community = context.GetRouteValue("community") as string;
        if (community is not null && !bearer.Person.Knows(community))
            return Problem("Found no such community, expected the one of the token.", StatusCodes.Status404NotFound);
        if (!rule.Fits(bearer.Person, community, changes))
            return Problem(
                "Found a person behind the token who may not do this, expected one who may.", StatusCodes.Status403Forbidden);
        context.SetBearer(bearer);
        return null;
    }

    private static ProblemHttpResult Stranger(HomeUser user) => TypedResults.Problem(
        detail: "Found a user of Home Assistant who is linked to nobody, expected one who is: an administrator of the"
            + " community links users on the page Persone. Who has a login may sign in.",
        statusCode: StatusCodes.Status401Unauthorized,
        extensions: new Dictionary<string, object?> { ["homeUser"] = user.Name });

    private static ProblemHttpResult Problem(string sentence, int status) =>
        TypedResults.Problem(detail: sentence, statusCode: status);
}
