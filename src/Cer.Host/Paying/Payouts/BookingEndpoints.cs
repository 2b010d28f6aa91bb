using Cer.Host.Looks;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Deadlines;
using Cer.Operations.Looks;
using Cer.Operations.Paying.Payouts;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;

namespace Cer.Host.Paying.Payouts;

/// <summary>Says what a movement of the bank was that is of no payment, and takes that back.</summary>
internal static class BookingEndpoints
{
    public static void MapBookings(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/bank").AddEndpointFilter(Answers.TellFaultsAsync);
        group.MapGet("/bookings", ListAsync).RequireStaff().LooksAtAll(LookKind.Payments)
            .WithSummary("Movements that were booked by hand, the newest first, and what they were.");
        group.MapPost("/movements/{movement:int}/book", BookAsync).RequireRoles(Role.Administrator, Role.Accountant)
            .WithSummary("Books a movement of no payment: GSE's money of a month, a member's repayment, or something else.");
        group.MapPost("/movements/{movement:int}/undo", UndoAsync).RequireRoles(Role.Administrator, Role.Accountant)
            .WithSummary("Takes a booking back by a counter-entry.");
    }

    private static async Task<IResult> ListAsync(
        string community,
        ICommunityStore communities,
        IRegistryView registry,
        IBookingStore bookings,
        CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var names = await MemberNames.OfAsync(found, communities, registry, cancellation);
        return TypedResults.Ok((await bookings.ListAsync(found, cancellation)).Select(one => BookingView.Of(one, names)).ToArray());
    }

    private static async Task<IResult> BookAsync(
        string community,
        int movement,
        HttpContext context,
        ICommunityStore communities,
        IBookingStore bookings,
        MarkPayments payments,
        TimeProvider time)
    {
        var booking = (await JsonBody.ReadAsync<BookingRequest>(context)).Read();
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        var who = context.Person().Signature;
        var outcome = await bookings.BookAsync(found, movement, booking, who, EntryEndpoints.Now(time), context.RequestAborted);
        // It is booked: who leaves now leaves no deadline behind that does not know.
        foreach (var entry in outcome is BookingOutcome.Done done ? done.Entries : [])
            await payments.ReceivedAsync(found, entry.Id, entry.What, who, CancellationToken.None);
        return Answer(movement, outcome);
    }

    private static async Task<IResult> UndoAsync(
        string community,
        int movement,
        HttpContext context,
        ICommunityStore communities,
        IBookingStore bookings,
        MarkPayments payments,
        TimeProvider time)
    {
        var reason = EntryRequest.Text((await JsonBody.ReadAsync<Undo>(context)).Reason, "reason", 500);
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        var (who, day) = (context.Person().Signature, MoneyEndpoints.Today(time));
        var outcome = await bookings.UndoAsync(found, movement, reason, day, who, EntryEndpoints.Now(time), context.RequestAborted);
        foreach (var entry in outcome is BookingOutcome.Done done ? done.Entries : [])
            await payments.TakenBackAsync(found, entry.Id, reason, who, CancellationToken.None);
        return Answer(movement, outcome);
    }

    private static IResult Answer(int movement, BookingOutcome outcome) => outcome switch
    {
        BookingOutcome.Done => TypedResults.Json(new { movement }, statusCode: StatusCodes.Status201Created),
        BookingOutcome.Refused refused => Answers.Problem(refused.Sentence, StatusCodes.Status409Conflict),
        _ => Problems.NotFound("Found no such movement, expected one that a file of the bank told."),
    };

    private sealed record Undo(string? Reason);
}
