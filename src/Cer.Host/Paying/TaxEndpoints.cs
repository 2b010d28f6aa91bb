using Cer.Domain.Codes;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Paying;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;

namespace Cer.Host.Paying;

/// <summary>The members' tax profiles: none until a person chooses one, with a reason.</summary>
internal static class TaxEndpoints
{
    public static void MapTaxes(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/taxes", GetAsync).RequireStaff().WithSummary("Every member with the versions of its tax profile.");
        routes.MapPost("/taxes/{member:int}", ChooseAsync).RequireRoles(Role.Administrator, Role.Accountant)
            .AddEndpointFilter(Answers.TellFaultsAsync)
            .WithSummary("Chooses the taxes of a member from a day on; earlier choices stay.");
    }

    private static async Task<IResult> GetAsync(
        string community,
        ICommunityStore communities,
        IRegistryView registry,
        IPayableStore store,
        CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found
            || await communities.LoadAsync(found, null, cancellation) is not { } definition) return Problems.NoCommunity;
        var numbers = await registry.NumbersAsync(found, cancellation);
        var profiles = (await store.ProfilesAsync(found, cancellation))
            .ToLookup(profile => profile.Member, TaxView.Of, StringComparer.Ordinal);
        return TypedResults.Ok(definition.Community.Members.Select(member => new Row(
            numbers.Members[member.Id],
            member.Name,
            CodeLists.Categories.Word(member.Category),
            member.Enterprise,
            [.. profiles[member.Id].Reverse()])).ToArray());
    }

    private static async Task<IResult> ChooseAsync(
        string community, int member, HttpContext context, ICommunityStore communities, IPayableStore store, TimeProvider time)
    {
        var choice = (await JsonBody.ReadAsync<TaxRequest>(context)).Read();
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        var revision = await store.AddProfileAsync(
            found, member, choice, context.Person().Signature, EntryEndpoints.Now(time), context.RequestAborted);
        return revision is { } number
            ? TypedResults.Json(new { revision = number }, statusCode: StatusCodes.Status201Created)
            : Problems.NotFound("Found no such member, expected the number of one.");
    }

    private sealed record Row(int MemberId, string Name, string Category, bool Enterprise, TaxView[] Versions);
}
