using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Deadlines;
using Cer.Operations.Paying;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Host.Paying;

/// <summary>Enters what was advised or received, and takes an entry back by another row.</summary>
internal static class EntryEndpoints
{
    private const int LongestReason = 500;

    public static void MapEntries(this IEndpointRouteBuilder routes, string path, Ledger ledger)
    {
        var group = routes.MapGroup(path).AddEndpointFilter(Answers.TellFaultsAsync)
            .RequireRoles(Role.Administrator, Role.Operator, Role.Accountant);
        group.MapPost(
            "",
            (string community, HttpContext context, ICommunityStore communities, IMoneyStore money, MarkPayments payments,
                TimeProvider time) => AddAsync(ledger, community, context, communities, money, payments, time))
            .WithSummary("Enters an amount that GSE advised or the bank received, with its reference.");
        group.MapPost(
            "/{id:long}/reverse",
            (string community, long id, HttpContext context, ICommunityStore communities, IMoneyStore money, MarkPayments payments,
                TimeProvider time) => ReverseAsync(ledger, community, id, context, communities, money, payments, time))
            .WithSummary("Takes an entry back by a row of the other sign; both stay.");
    }

    private static async Task<IResult> AddAsync(
        Ledger ledger,
        string community,
        HttpContext context,
        ICommunityStore communities,
        IMoneyStore money,
        MarkPayments payments,
        TimeProvider time)
    {
        var request = await JsonBody.ReadAsync<EntryRequest>(context);
        var entry = request.Read(ledger, MoneyEndpoints.Today(time));
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        var id = await money.AddAsync(found, ledger, entry, context.Person().Signature, Now(time), context.RequestAborted);
        // It stands in the ledger: who leaves now leaves no deadline behind that does not know.
        if (id is { } known && ledger == Ledger.Incentives)
            await payments.ReceivedAsync(found, known, entry, context.Person().Signature, CancellationToken.None);
        return id is { } number
            ? TypedResults.Json(new { id = number }, statusCode: StatusCodes.Status201Created)
            : Problems.Bad("Found no such plant, expected the number of one, or none for all of them.");
    }

    private static async Task<IResult> ReverseAsync(
        Ledger ledger,
        string community,
        long id,
        HttpContext context,
        ICommunityStore communities,
        IMoneyStore money,
        MarkPayments payments,
        TimeProvider time)
    {
        var request = await JsonBody.ReadAsync<Reversal>(context);
        var reason = EntryRequest.Text(request.Reason, "reason", LongestReason);
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        var outcome = await money.ReverseAsync(
            found, ledger, id, reason, context.Person().Signature, Now(time), context.RequestAborted);
        if (outcome is ReverseOutcome.Reversed && ledger == Ledger.Incentives)
            await payments.TakenBackAsync(found, id, reason, context.Person().Signature, CancellationToken.None);
        return outcome switch
        {
            ReverseOutcome.Reversed reversed =>
                TypedResults.Json(new { id = reversed.Id }, statusCode: StatusCodes.Status201Created),
            ReverseOutcome.Settled => Answers.Problem(
                "Found an entry that is reversed, or that reverses another, expected one that stands.",
                StatusCodes.Status409Conflict),
            ReverseOutcome.Part => Answers.Problem(
                "Found a part of a movement of the bank, expected the booking to be taken back whole, among the movements booked by hand.",
                StatusCodes.Status409Conflict),
            _ => Problems.NotFound("Found no such entry, expected one that the year lists."),
        };
    }

    internal static Instant Now(TimeProvider time) => Instant.FromDateTimeOffset(time.GetUtcNow());

    private sealed record Reversal(string? Reason);
}
