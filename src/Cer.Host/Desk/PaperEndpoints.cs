using Cer.Host.Gateway;
using Cer.Host.Looks;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Desk;
using Cer.Operations.Looks;
using Cer.Operations.Ports;

namespace Cer.Host.Desk;

/// <summary>Scans of the papers that acts and delegations of the desk stand on.</summary>
internal static class PaperEndpoints
{
    // What a file takes in memory while it is hashed and stored, in sizes of its body.
    private const int Weight = 2;

    // What is sent in pieces has their lengths between them, which the server counts: the refusal is to be in our words.
    private const int Framing = 64 * 1024;

    private static readonly BodySize Most = new(PaperLimits.FileBytes + Framing);

    public static void Map(RouteGroupBuilder reads, RouteGroupBuilder changes)
    {
        reads.MapGet("/acts/{act:int}/papers", OfActAsync).LooksAtAll(LookKind.Desk)
            .WithSummary("The scans of an act, and of which members it takes one.");
        reads.MapGet("/delegations/{id:int}/papers", OfDelegationAsync).LooksAtAll(LookKind.Desk)
            .WithSummary("The scans of a delegation.");
        reads.MapGet("/papers/{paper:int}", OpenAsync).LooksAtPaper().WithSummary("A scan, to be saved.");
        changes.MapPost("/acts/{act:int}/papers", AddToActAsync).WithMetadata(Most)
            .WithSummary("Keeps a scan with an act; ?member= says of whom, where it is about several.");
        changes.MapPost("/delegations/{id:int}/papers", AddToDelegationAsync).WithMetadata(Most)
            .WithSummary("Keeps a scan with a delegation.");
        changes.MapPost("/papers/{paper:int}/remove", RemoveAsync)
            .WithSummary("Takes a scan away that was the wrong one; that it was there stays.");
    }

    private static Task<IResult> OfActAsync(
        string community, int act, ICommunityStore communities, IPaperStore papers, CancellationToken cancellation) =>
        ListAsync(community, new PaperOwner.OfAct(act, null), communities, papers, cancellation);

    private static Task<IResult> OfDelegationAsync(
        string community, int id, ICommunityStore communities, IPaperStore papers, CancellationToken cancellation) =>
        ListAsync(community, new PaperOwner.OfDelegation(id), communities, papers, cancellation);

    private static async Task<IResult> ListAsync(
        string community, PaperOwner owner, ICommunityStore communities, IPaperStore papers, CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        return await papers.ListAsync(found, owner, cancellation) is { } list ? TypedResults.Ok(PaperView.Of(list)) : NoOwner;
    }

    private static async Task<IResult> AddToActAsync(
        string community, int act, string? member, HttpContext context, PaperCalls calls)
    {
        var of = string.IsNullOrEmpty(member) ? null : Asked.Number(member);
        if (of is null && !string.IsNullOrEmpty(member)) return Problems.Bad("Found another member, expected the number of one.");
        return await calls.AddAsync(community, new PaperOwner.OfAct(act, of), Weight, context) ?? NoOwner;
    }

    private static async Task<IResult> AddToDelegationAsync(string community, int id, HttpContext context, PaperCalls calls) =>
        await calls.AddAsync(community, new PaperOwner.OfDelegation(id), Weight, context) ?? NoOwner;

    private static async Task<IResult> OpenAsync(
        string community, int paper, HttpContext context, ICommunityStore communities, IPaperStore papers)
    {
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        return await PaperFile.AnswerAsync(
            context, paper, output => papers.ReadAsync(found, paper, output, context.RequestAborted)) ?? NoPaper;
    }

    private static async Task<IResult> RemoveAsync(
        string community, int paper, HttpContext context, ICommunityStore communities, KeepPapers keep)
    {
        var asked = await DeskBody.ReadAsync<RemovalRequest>(context, DeskBody.MostForm);
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        var (done, faults) = await keep.RemoveAsync(
            found, paper, asked.Reason, context.Person().Signature, context.RequestAborted);
        return faults.Count > 0 ? DeskAnswer.Faulty(faults) : done ? TypedResults.NoContent() : NoPaper;
    }

    private static IResult NoOwner => Problems.NotFound(
        "Found no such act or delegation that stands on a paper, expected one of the desk's.");

    private static IResult NoPaper => Problems.NotFound("Found no such scan, expected one that is still kept.");
}
