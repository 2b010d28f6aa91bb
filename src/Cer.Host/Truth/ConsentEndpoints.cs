using Cer.Host.Gateway;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Ports;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Truth;

/// <summary>The consents of members to the quarter hours of their devices, and whether the community asks for them.</summary>
internal static class ConsentEndpoints
{
    public static void MapConsents(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/communities/{community}/consents").WithTags("Devices");
        group.MapGet("", List).RequireStaff().WithSummary("Whether consents are asked for, and every one, the newest first.");
        Writes(group.MapPost("", Give)).WithSummary("Records a member's consent, with its term and how it was given.");
        Writes(group.MapPost("/{id}/withdraw", Withdraw)).WithSummary("Records that a consent was withdrawn: nothing more is taken in on it.");
        group.MapPost("/rule", Rule).RequireRoles(Role.Administrator).WithMetadata(new BodySize(SmallBody.MostBytes))
            .WithSummary("Decides whether devices of natural persons' points need a consent.");
    }

    private static RouteHandlerBuilder Writes(RouteHandlerBuilder endpoint) => endpoint
        .RequireRoles(Role.Administrator, Role.Operator).WithMetadata(new BodySize(SmallBody.MostBytes));

    private static async Task<IResult> List(
        string community, ICommunityStore communities, IConsentStore consents, CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        return TypedResults.Ok(new
        {
            required = await consents.IsRequiredAsync(found, cancellation),
            consents = (await consents.ListAsync(found, cancellation)).Take(Answer.MostRows).Select(ConsentRow.Of).ToArray(),
        });
    }

    private static async Task<IResult> Give(
        string community,
        HttpRequest request,
        ICommunityStore communities,
        IConsentStore consents,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var (asked, problem) = await SmallBody.ReadAsync<ConsentRequest>(request, cancellation);
        if (asked is null) return problem!;
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        if (LocalDatePattern.Iso.Parse(asked.From ?? "") is not { Success: true, Value: var from }
            || LocalDatePattern.Iso.Parse(asked.To ?? "") is not { Success: true, Value: var to } || to < from
            || from.Year < 2000 || to.Year > 2200)
            return Problems.Bad("Found another term, expected two days in order such as 2026-10-25 and 2028-10-24.");
        if (string.IsNullOrWhiteSpace(asked.Evidence) || asked.Evidence.Length > 2000)
            return Problems.Bad("Found no evidence or a long one, expected 1 to 2000 characters: which form, of when, kept where.");
        var id = await consents.GiveAsync(
            found, asked.Member ?? 0, from, to, asked.Evidence.Trim(), request.HttpContext.Person().Login, Now(time), cancellation);
        return id is null
            ? Problems.Bad("Found no such member, expected the number of one: members lists them.")
            : TypedResults.Json(new { id }, statusCode: 201);
    }

    private static async Task<IResult> Withdraw(
        string community,
        string id,
        HttpRequest request,
        ICommunityStore communities,
        IConsentStore consents,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var (asked, problem) = await SmallBody.ReadAsync<ConsentRequest>(request, cancellation);
        if ((problem ?? SmallBody.Reason(asked!.Reason)) is { } wrong) return wrong;
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        return Asked.Number(id) is { } number && await consents.WithdrawAsync(
            found, number, asked!.Reason!.Trim(), request.HttpContext.Person().Login, Now(time), cancellation)
            ? TypedResults.NoContent()
            : Problems.NotFound("Found no such consent that stands, expected one that consents lists.");
    }

    private static async Task<IResult> Rule(
        string community,
        HttpRequest request,
        ICommunityStore communities,
        IConsentStore consents,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var (asked, problem) = await SmallBody.ReadAsync<ConsentRequest>(request, cancellation);
        if ((problem ?? SmallBody.Reason(asked!.Reason)) is { } wrong) return wrong;
        if (asked!.Required is not { } required) return Problems.Bad("Found no decision, expected required: true or false.");
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        await consents.RequireAsync(
            found, required, asked.Reason!.Trim(), request.HttpContext.Person().Login, Now(time), cancellation);
        return TypedResults.NoContent();
    }

    private static Instant Now(TimeProvider time) => Instant.FromDateTimeOffset(time.GetUtcNow());
}
