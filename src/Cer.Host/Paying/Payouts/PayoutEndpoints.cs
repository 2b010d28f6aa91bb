using Cer.Host.Looks;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Looks;
using Cer.Operations.Paying;
using Cer.Operations.Paying.Payouts;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using Cer.Workflows.Hosting;

namespace Cer.Host.Paying.Payouts;

/// <summary>Batches of payments to members: draft, approvals, file, outcomes.</summary>
internal static class PayoutEndpoints
{
    private const int LongestReason = 500;

    public static void MapPayouts(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/payouts").AddEndpointFilter(Answers.TellFaultsAsync);
        group.MapGet("", ListAsync).RequireStaff().LooksAtAll(LookKind.Payments).WithSummary("Every batch with its payments.");
        group.MapGet("/draft", DraftAsync).RequireStaff().LooksAtAll(LookKind.Payments)
            .WithSummary("What could be paid now, what is left open and why.");
        group.MapPost("", CreateAsync).RequireRoles(Role.Administrator, Role.Operator, Role.Accountant)
            .WithSummary("Keeps the draft of a mark as a batch to be approved.");
        group.MapPost("/{payout:int}/approve", ApproveAsync).RequireRoles(Role.Approver)
            .WithSummary("Approves the payments of a mark; of two that are needed, each is another person.");
        group.MapPost("/{payout:int}/cancel", CancelAsync).RequireRoles(Role.Administrator, Role.Operator, Role.Accountant)
            .WithSummary("Gives a batch up whose file was not made: what it would have paid is open again.");
        group.MapPost("/{payout:int}/file", SendAsync).RequireRoles(Role.Administrator, Role.Operator, Role.Accountant)
            .WithSummary("Makes the file of an approved batch, once: SEPA pain.001.001.09, or a list for the treasurer.");
        group.MapGet("/{payout:int}/file", FileAsync).RequireRoles(Role.Administrator, Role.Operator, Role.Accountant)
            .LooksAtAll(LookKind.Payments).WithSummary("The file, always the same bytes.");
        group.MapPost("/{payout:int}/outcomes", TellAsync).RequireRoles(Role.Administrator, Role.Accountant)
            .WithSummary("Tells what became of payments where no file of a bank does.");
        group.MapPost("/release", ReleaseAsync).RequireRoles(Role.Administrator, Role.Accountant)
            .WithSummary("Makes what was kept back payable, of months that GSE has balanced.");
    }

    private static async Task<IResult> ListAsync(
        string community,
        HttpContext context,
        ICommunityStore communities,
        IRegistryView registry,
        IPayoutStore store,
        CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var names = await MemberNames.OfAsync(found, communities, registry, cancellation);
        var whole = BankEndpoints.MaySeeWhole(context, community);
        var batches = await store.ListAsync(found, cancellation);
        return TypedResults.Ok(batches.Select(kept => PayoutView.Of(kept, names, whole)).ToArray());
    }

    private static async Task<IResult> DraftAsync(
        string community,
        string? day,
        HttpContext context,
        ICommunityStore communities,
        IRegistryView registry,
        MakePayouts payouts,
        CancellationToken cancellation)
    {
        var (asked, problem) = Asked.Day(day);
        if (problem is not null) return problem;
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var (draft, checks) = await payouts.DraftAsync(found, asked, cancellation);
        var names = await MemberNames.OfAsync(found, communities, registry, cancellation);
        return TypedResults.Ok(PayoutView.Draft.Of(draft, checks, names, BankEndpoints.MaySeeWhole(context, community)));
    }

    private static async Task<IResult> CreateAsync(
        string community, HttpContext context, ICommunityStore communities, MakePayouts payouts)
    {
        var request = await JsonBody.ReadAsync<New>(context);
        var mark = JsonBody.Needed(request.Mark, "mark");
        if (Asked.Day(request.Day) is not { Day: { } day }) return Problems.Bad("Found no day, expected one such as 2026-11-30.");
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        var outcome = await payouts.CreateAsync(found, day, mark, context.Person().Signature, context.RequestAborted);
        return Tell(outcome, StatusCodes.Status201Created);
    }

    private static async Task<IResult> ApproveAsync(
        string community, int payout, HttpContext context, ICommunityStore communities, MakePayouts payouts, InstanceDesk flows)
    {
        var mark = JsonBody.Needed((await JsonBody.ReadAsync<Approve>(context)).Mark, "mark");
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        var outcome = await payouts.ApproveAsync(found, payout, mark, context.Person(), context.RequestAborted);
        return Tell(await ToFlowsAsync(found, outcome, flows));
    }

    private static async Task<IResult> CancelAsync(
        string community, int payout, HttpContext context, ICommunityStore communities, IPayoutStore store, TimeProvider time,
        InstanceDesk flows)
    {
        var reason = EntryRequest.Text((await JsonBody.ReadAsync<Cancel>(context)).Reason, "reason", LongestReason);
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        var outcome = await store.CancelAsync(
            found, payout, reason, context.Person().Signature, EntryEndpoints.Now(time), context.RequestAborted);
        return Tell(await ToFlowsAsync(found, outcome, flows));
    }

    private static async Task<IResult> SendAsync(
        string community, int payout, HttpContext context, ICommunityStore communities, MakePayouts payouts)
    {
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        return Tell(await payouts.SendAsync(found, payout, context.Person().Signature, context.RequestAborted));
    }

    private static async Task<IResult> FileAsync(
        string community, int payout, ICommunityStore communities, IPayoutStore store, CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        return await store.FileAsync(found, payout, cancellation) is { } file
            ? TypedResults.File(file.Content, file.MediaType, file.Name)
            : Problems.NotFound("Found no file of such a batch, expected one that was made.");
    }

    private static async Task<IResult> TellAsync(
        string community, int payout, HttpContext context, ICommunityStore communities, IPayoutStore store, TimeProvider time)
    {
        var request = await JsonBody.ReadAsync<Outcome>(context);
        if (request.Kind is null || !PaymentWords.Outcomes.Contains(request.Kind))
            return Problems.Bad($"Found another outcome, expected {string.Join('|', PaymentWords.Outcomes)}.");
        if (Asked.Day(request.Day) is not { Day: { } day } || day > MoneyEndpoints.Today(time))
            return Problems.Bad("Found no day that has come, expected the day of the bank, such as 2026-11-30.");
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        return Tell(await store.TellAsync(
            found,
            payout,
            new(request.Ordinal, request.Kind, day),
            context.Person().Signature,
            EntryEndpoints.Now(time),
            context.RequestAborted));
    }

    private static async Task<IResult> ReleaseAsync(
        string community, HttpContext context, ICommunityStore communities, IPayoutStore store, TimeProvider time)
    {
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        var released = await store.ReleaseAsync(
            found, context.Person().Signature, EntryEndpoints.Now(time), context.RequestAborted);
        return TypedResults.Ok(new { released });
    }

    /// <summary>Who waits for approvals looks again; told to nobody, it looks by itself after a while.</summary>
    private static async Task<PayoutOutcome> ToFlowsAsync(CommunityId community, PayoutOutcome outcome, InstanceDesk flows)
    {
        // The act is kept: whoever made it may have gone meanwhile.
        if (outcome is PayoutOutcome.Done done)
            await flows.PublishAsync(community.Value, PaymentEvents.Payout(done.Payout), null, null, CancellationToken.None);
        return outcome;
    }

    private static IResult Tell(PayoutOutcome outcome, int status = StatusCodes.Status200OK) => outcome switch
    {
        PayoutOutcome.Done done => TypedResults.Json(new { id = done.Payout }, statusCode: status),
        PayoutOutcome.Refused refused => Answers.Problem(refused.Sentence, StatusCodes.Status409Conflict),
        _ => Problems.NotFound("Found no such batch, expected one of the list."),
    };

    private sealed record New(string? Day, string? Mark);

    private sealed record Approve(string? Mark);

    private sealed record Cancel(string? Reason);

    private sealed record Outcome(int? Ordinal, string? Kind, string? Day);
}
