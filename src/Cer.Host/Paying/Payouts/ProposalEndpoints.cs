using Cer.Host.Looks;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Looks;
using Cer.Operations.Paying.Books;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using NodaTime.Text;

namespace Cer.Host.Paying.Payouts;

/// <summary>Entries that wait for a second person, where the regolamento asks for two.</summary>
internal static class ProposalEndpoints
{
    public static void MapProposals(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/ledger/proposals").AddEndpointFilter(Answers.TellFaultsAsync);
        group.MapGet("", ListAsync).RequireStaff().LooksAtAll(LookKind.Payments)
            .WithSummary("Whether entries take two people, and those that wait for the second.");
        group.MapPost("/{proposal:int}/agree", AgreeAsync).RequireRoles(Role.Administrator, Role.Accountant, Role.Approver)
            .WithSummary("Writes the entry that somebody else proposed.");
        group.MapPost("/{proposal:int}/turn-down", TurnDownAsync).RequireRoles(Role.Administrator, Role.Accountant, Role.Approver)
            .WithSummary("Turns a proposed entry down, with a reason.");
    }

    private static async Task<IResult> ListAsync(
        string community,
        ICommunityStore communities,
        IRegistryView registry,
        IProposalStore proposals,
        WriteEntry write,
        CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var names = await MemberNames.OfAsync(found, communities, registry, cancellation);
        return TypedResults.Ok(new View(
            await write.NeedsTwoAsync(found, cancellation),
            [.. (await proposals.WaitingAsync(found, cancellation)).Select(one => View.Proposal.Of(one, names))]));
    }

    private static async Task<IResult> AgreeAsync(
        string community, int proposal, HttpContext context, ICommunityStore communities, IProposalStore proposals, TimeProvider time)
    {
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        return Answer(await proposals.AgreeAsync(
            found, proposal, context.Person().Signature, EntryEndpoints.Now(time), context.RequestAborted));
    }

    private static async Task<IResult> TurnDownAsync(
        string community, int proposal, HttpContext context, ICommunityStore communities, IProposalStore proposals, TimeProvider time)
    {
        var reason = EntryRequest.Text((await JsonBody.ReadAsync<No>(context)).Reason, "reason", 500);
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        return Answer(await proposals.TurnDownAsync(
            found, proposal, reason, context.Person().Signature, EntryEndpoints.Now(time), context.RequestAborted));
    }

    /// <summary>The answer to who writes an entry, proposes one, or says something of one that is proposed.</summary>
    internal static IResult Answer(ProposalOutcome? outcome) => outcome switch
    {
        ProposalOutcome.Written written => TypedResults.Json(new { id = written.Entry }, statusCode: StatusCodes.Status201Created),
        ProposalOutcome.Waits waits => TypedResults.Json(new { proposal = waits.Proposal }, statusCode: StatusCodes.Status202Accepted),
        ProposalOutcome.TurnedDown => TypedResults.NoContent(),
        ProposalOutcome.Refused refused => Answers.Problem(refused.Sentence, StatusCodes.Status409Conflict),
        ProposalOutcome.Unknown => Problems.NotFound("Found no such proposal, expected one that waits."),
        _ => Problems.Bad("Found an account of no member, expected the number of one."),
    };

    private sealed record No(string? Reason);

    /// <param name="NeedsTwo">Whether an entry waits for a second person.</param>
    /// <param name="Waiting">Those that wait.</param>
    internal sealed record View(bool NeedsTwo, View.Proposal[] Waiting)
    {
        internal sealed record Proposal(int Id, string Day, string Document, string Words, string By, string At, Line[] Lines)
        {
            public static Proposal Of(EntryProposal proposal, IReadOnlyDictionary<int, string> names) => new(
                proposal.Id,
                LocalDatePattern.Iso.Format(proposal.Entry.Day),
                proposal.Entry.Document,
                proposal.Entry.Words,
                proposal.By,
                InstantPattern.General.Format(proposal.At),
                [
                    .. proposal.Entry.Lines.Select(line => new Line(
                        line.Account.Kind,
                        line.Account.Member,
                        line.Account.Member is { } member ? names.GetValueOrDefault(member) : null,
                        line.Account.Fund,
                        line.Amount.Eur)),
                ]);
        }

        internal sealed record Line(string Account, int? MemberId, string? Name, string? Fund, decimal Eur);
    }
}
