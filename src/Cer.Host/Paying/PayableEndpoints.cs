using Cer.Host.Looks;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Looks;
using Cer.Operations.Paying;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using Cer.Settlement.Payments;
using Cer.Workflows.Hosting;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Paying;

/// <summary>What members and funds are to be paid, and the people who approve it.</summary>
internal static class PayableEndpoints
{
    private const int LongestReason = 500;

    public static void MapPayables(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/payables", ListAsync).RequireStaff().LooksAtTotals(LookedDays.OfYear)
            .WithSummary("The settled months of a year: drafts and approvals.");
        routes.MapGet("/payables/{month}", GetAsync).RequireStaff().LooksAtAll(LookKind.Payments)
            .WithSummary("A month's lines: gross, taxes, net; who approved them; the check of the surplus.");
        routes.MapPost("/payables/{month}/approve", ApproveAsync).RequireRoles(Role.Approver)
            .AddEndpointFilter(Answers.TellFaultsAsync)
            .WithSummary("Approves the amounts of a mark; of two that are needed, each is another person.");
        routes.MapGet("/approval-rule", RuleAsync).RequireStaff().WithSummary("How many people approve, and why.");
        routes.MapPut("/approval-rule", SetRuleAsync).RequireRoles(Role.Administrator)
            .AddEndpointFilter(Answers.TellFaultsAsync)
            .WithSummary("Sets how many people approve: two, or one where the regolamento says so.");
    }

    private static async Task<IResult> ListAsync(
        string community,
        string? year,
        ICommunityStore communities,
        Payables payables,
        IPayableStore store,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var (asked, problem) = MoneyEndpoints.Year(year, time);
        if (problem is not null) return problem;
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var (first, last) = (new YearMonth(asked, 1), new YearMonth(asked, 12));
        var kept = (await store.KeptAsync(found, first, last, cancellation)).ToLookup(payable => payable.Month);
        var drafts = await payables.DraftsAsync(found, first, last, cancellation);
        return TypedResults.Ok(drafts.Select(draft => PayableView.Of(draft, [.. kept[draft.Month]])).ToArray());
    }

    private static async Task<IResult> GetAsync(
        string community,
        string month,
        string? format,
        HttpContext context,
        ICommunityStore communities,
        IRegistryView registry,
        Payables payables,
        IPayableStore store,
        CancellationToken cancellation)
    {
        var (asked, noMonth) = Asked.Month(month);
        var (csv, noFormat) = Asked.Format(format);
        if ((noMonth ?? noFormat) is { } problem) return problem;
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var key = new YearMonth(asked!.Value.Year, asked.Value.Month);
        var drafts = await payables.DraftsAsync(found, new(key.Year, 1), new(key.Year, 12), cancellation);
        if (drafts.FirstOrDefault(one => one.Month == key) is not { } draft) return NotSettled;
        var kept = await store.KeptAsync(found, key, key, cancellation);
        var answer = PayableView.Detail.Of(draft, kept, await registry.NumbersAsync(found, cancellation), YearOf(drafts));
        return csv
            ? Answer.Table(context, csv, $"{community}-pagamenti-{asked}", answer.Lines, PayableLineView.Columns)
            : TypedResults.Ok(answer);
    }

    private static async Task<IResult> ApproveAsync(
        string community, string month, HttpContext context, ICommunityStore communities, Payables payables,
        InstanceDesk flows)
    {
        var request = await JsonBody.ReadAsync<Approve>(context);
        var mark = JsonBody.Needed(request.Mark, "mark");
        if (Asked.Month(month) is not { Month: { } asked })
            return Problems.Bad("Found another month in the address, expected one such as 2026-10.");
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        var outcome = await payables.ApproveAsync(
            found, new(asked.Year, asked.Month), mark, context.Person(), context.RequestAborted);
        // Who waits for approvals looks again; told to nobody, it looks by itself after a while.
        if (outcome is ApproveOutcome.Approved)
            await flows.PublishAsync(found.Value, PaymentEvents.Approved(asked), null, null, context.RequestAborted);
        return outcome switch
        {
            ApproveOutcome.Approved { Payable: var payable } => TypedResults.Ok(new
            {
                payable.Revision,
                Approvals = payable.Approvals.Count,
                payable.Approvers,
                Approved = payable.IsApproved,
            }),
            ApproveOutcome.Refused refused => Answers.Problem(refused.Sentence, StatusCodes.Status409Conflict),
            _ => NotSettled,
        };
    }

    private static async Task<IResult> RuleAsync(
        string community, ICommunityStore communities, IPayableStore store, CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var rule = await store.RuleAsync(found, cancellation);
        return TypedResults.Ok(new
        {
            rule.Approvers,
            rule.Reason,
            rule.By,
            At = rule.At is { } at ? InstantPattern.General.Format(at) : null,
        });
    }

    private static async Task<IResult> SetRuleAsync(
        string community, HttpContext context, ICommunityStore communities, IPayableStore store, TimeProvider time)
    {
        var request = await JsonBody.ReadAsync<Rule>(context);
        if (request.Approvers is not (1 or 2)) return Problems.Bad("Found another number of approvers, expected 1 or 2.");
        var reason = EntryRequest.Text(request.Reason, "reason", LongestReason);
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        await store.AddRuleAsync(
            found, request.Approvers.Value, reason, context.Person().Signature, EntryEndpoints.Now(time), context.RequestAborted);
        return TypedResults.NoContent();
    }

    private static SurplusCheck? YearOf(IReadOnlyList<PayableDraft> drafts) =>
        drafts.Select(draft => draft.Check).Aggregate((sum, one) => sum is null || one is null ? null : sum + one);

    private static IResult NotSettled => Problems.NotFound("Found no settlement of that month, expected one that was settled.");

    private sealed record Approve(string? Mark);

    private sealed record Rule(int? Approvers, string? Reason);
}
