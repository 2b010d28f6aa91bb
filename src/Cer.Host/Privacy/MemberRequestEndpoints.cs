using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Ports;
using Cer.Operations.Privacy;
using Cer.Operations.Viewing;

namespace Cer.Host.Privacy;

/// <summary>What members ask of the staff, and what is answered.</summary>
internal static class MemberRequestEndpoints
{
    private const int MostRequests = 500;

    public static void MapMemberRequests(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/communities/{community}/member-requests").WithTags("Members")
            .AddEndpointFilter(Answers.TellFaultsAsync);
        group.MapGet("", ListAsync).RequireStaff().WithSummary("Requests of members, open ones first, 500 at most.");
        group.MapPost("/{id:long}/steps", SayAsync).RequireRoles(Role.Administrator, Role.Operator)
            .WithSummary("Answers a request: in_hand, accepted or refused, with a text that the member reads.");
    }

    private static async Task<IResult> ListAsync(
        string community,
        ICommunityStore communities,
        IRegistryView registry,
        IRequestStore requests,
        CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var numbers = await registry.NumbersAsync(found, cancellation);
        var names = ((await communities.LoadAsync(found, null, cancellation))?.Community.Members ?? [])
            .ToDictionary(member => numbers.Members[member.Id], member => member.Name);
        var listed = await requests.ListAsync(found, MostRequests, cancellation);
        return TypedResults.Ok(listed.Select(request =>
            RequestView.Of(request, names.GetValueOrDefault(request.Member, $"{request.Member}"))).ToArray());
    }

    private static async Task<IResult> SayAsync(
        string community, long id, HttpContext context, ICommunityStore communities, IRequestStore requests)
    {
        var (state, text) = (await JsonBody.ReadAsync<StepForm>(context)).Read("in_hand", "accepted", "refused");
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        return StepForm.Answer(
            await requests.SayAsync(found, id, null, context.Person().Id, null, state, text, context.RequestAborted));
    }
}
