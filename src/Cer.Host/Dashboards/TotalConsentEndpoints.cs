using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Host.Desk;
using Cer.Host.Gateway;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Dashboards;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;

namespace Cer.Host.Dashboards;

/// <summary>The consents of producers to totals that everybody sees, though few producers are in them.</summary>
internal static class TotalConsentEndpoints
{
    public static void MapTotalConsents(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/communities/{community}/total-consents").WithTags("Dashboards");
        group.MapGet("", ListAsync).RequireStaff()
            .WithSummary("Every consent of a producer to totals that everybody sees, the newest first, and who could give one.");
        Writes(group.MapPost("", GiveAsync)).WithSummary("Records a producer's consent, with its term and how it was given.");
        Writes(group.MapPost("/{id}/withdraw", WithdrawAsync))
            .WithSummary("Records that one was withdrawn: no total that needs it is told any more.");
    }

    private static RouteHandlerBuilder Writes(RouteHandlerBuilder endpoint) => endpoint
        .RequireRoles(Role.Administrator, Role.Operator).WithMetadata(new BodySize(SmallBody.MostBytes));

    private static async Task<IResult> ListAsync(
        string community,
        ICommunityStore communities,
        ITotalConsents consents,
        IRegistryView registry,
        CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found
            || await communities.LoadAsync(found, null, cancellation) is not { Community: var declared }) return Problems.NoCommunity;
        var numbers = await registry.NumbersAsync(found, cancellation);
        var names = declared.Members.ToDictionary(one => one.Id, one => one.Name, StringComparer.Ordinal);
        return TypedResults.Ok(new
        {
            fewestProducers = Anonymity.FewestTold,
            consents = (await consents.ListAsync(found, cancellation)).Take(Answer.MostRows)
                .Select(one => TotalConsentRow.Of(one, numbers, names)).ToArray(),
            producers = Producers(declared).Where(one => numbers.Members.ContainsKey(one.Id))
                .Select(one => new { member = numbers.Members[one.Id], one.Name }).ToArray(),
        });
    }

    private static async Task<IResult> GiveAsync(
        string community, HttpRequest request, ICommunityStore communities, KeepTotalConsent keep, CancellationToken cancellation)
    {
        var (asked, problem) = await SmallBody.ReadAsync<TotalConsentRequest>(request, cancellation);
        if (asked is null) return problem!;
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var (id, faults) = await keep.GiveAsync(
            found, asked.Member, asked.From, asked.To, asked.Evidence, request.HttpContext.Person().Login, cancellation);
        return id is null ? DeskAnswer.Faulty(faults) : TypedResults.Json(new { id }, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> WithdrawAsync(
        string community,
        string id,
        HttpRequest request,
        ICommunityStore communities,
        KeepTotalConsent keep,
        CancellationToken cancellation)
    {
        var (asked, problem) = await SmallBody.ReadAsync<TotalConsentRequest>(request, cancellation);
        if (asked is null) return problem!;
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var (stood, faults) = await keep.WithdrawAsync(
            found, Asked.Number(id) ?? 0, asked.Reason, request.HttpContext.Person().Login, cancellation);
        return faults.Count > 0 ? DeskAnswer.Faulty(faults) : stood
            ? TypedResults.NoContent()
            : Problems.NotFound("Found no such consent that stands, expected one that is listed.");
    }

    /// <summary>The members but the municipality at whose points there are units.</summary>
    private static IEnumerable<Member> Producers(EnergyCommunity community)
    {
        var pods = community.Units.Select(unit => unit.Pod).ToHashSet();
        var holders = community.Pods.Where(point => pods.Contains(point.Pod)).Select(point => point.Member)
            .ToHashSet(StringComparer.Ordinal);
        return community.Members.Where(one => holders.Contains(one.Id) && one.Category != MemberCategory.LocalAuthority);
    }
}
