using Cer.Host.Looks;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Looks;
using Cer.Operations.Paying;
using Cer.Operations.Paying.Books;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;

namespace Cer.Host.Paying.Payouts;

/// <summary>The books: trial balance, the sheet of an account, and entries that no other act causes.</summary>
internal static class BookEndpoints
{
    private const int LongestReason = 500;

    public static void MapBooks(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/ledger", TrialAsync).RequireStaff().LooksAtAll(LookKind.Payments)
            .WithSummary("The trial balance as of a day: every account with its debits and credits.");
        routes.MapGet("/ledger/account", SheetAsync).RequireStaff().LooksAtAll(LookKind.Payments)
            .WithSummary("The lines of an account until a day.");
        routes.MapPost("/ledger/entries", AddAsync).RequireRoles(Role.Administrator, Role.Accountant)
            .AddEndpointFilter(Answers.TellFaultsAsync)
            .WithSummary("Writes an entry that no other act causes, or proposes it where two people are asked for.");
        routes.MapPost("/ledger/entries/{id:int}/reverse", ReverseAsync).RequireRoles(Role.Administrator, Role.Accountant)
            .AddEndpointFilter(Answers.TellFaultsAsync)
            .WithSummary("Takes an entry back that somebody wrote, by another one.");
    }

    private static async Task<IResult> TrialAsync(
        string community,
        string? day,
        string? format,
        HttpContext context,
        ICommunityStore communities,
        IBookStore books,
        IRegistryView registry,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var (asked, noDay) = Asked.Day(day);
        var (csv, noFormat) = Asked.Format(format);
        if ((noDay ?? noFormat) is { } problem) return problem;
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var on = asked ?? MoneyEndpoints.Today(time);
        var names = await MemberNames.OfAsync(found, communities, registry, cancellation);
        var lines = (await books.TrialAsync(found, on, cancellation)).Select(line => BookView.Trial.Of(line, names)).ToArray();
        return csv
            ? Answer.Table(context, csv, $"{community}-bilancio-di-verifica-{on:uuuu-MM-dd}", lines, BookView.Trial.Columns)
            : TypedResults.Ok(BookView.Of(on, lines));
    }

    private static async Task<IResult> SheetAsync(
        string community,
        string? account,
        string? member,
        string? fund,
        string? day,
        string? format,
        HttpContext context,
        ICommunityStore communities,
        IBookStore books,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var (asked, noDay) = Asked.Day(day);
        var (csv, noFormat) = Asked.Format(format);
        var (kind, noAccount) = Asked.Table(account, [.. BookWords.Accounts]);
        if ((noDay ?? noFormat ?? noAccount) is { } problem) return problem;
        var of = new BookAccount(
            kind, string.IsNullOrEmpty(member) ? null : Asked.Number(member) ?? 0, string.IsNullOrEmpty(fund) ? null : fund);
        if (fund is { Length: > 100 }) return Problems.Bad("Found another fund, expected the name of one.");
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var lines = (await books.SheetAsync(found, of, asked ?? MoneyEndpoints.Today(time), cancellation))
            .Select(BookView.Line.Of).ToArray();
        return Answer.Table(context, csv, $"{community}-scheda-{kind}", lines, BookView.Line.Columns);
    }

    private static async Task<IResult> AddAsync(
        string community, HttpContext context, ICommunityStore communities, WriteEntry write, TimeProvider time)
    {
        var entry = (await JsonBody.ReadAsync<BookRequest>(context)).Read(MoneyEndpoints.Today(time));
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        return ProposalEndpoints.Answer(
            await write.RunAsync(found, entry, context.Person().Signature, context.RequestAborted));
    }

    private static async Task<IResult> ReverseAsync(
        string community, int id, HttpContext context, ICommunityStore communities, IBookStore books, TimeProvider time)
    {
        var request = await JsonBody.ReadAsync<Reversal>(context);
        var reason = EntryRequest.Text(request.Reason, "reason", LongestReason);
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        var outcome = await books.ReverseAsync(
            found,
            id,
            MoneyEndpoints.Today(time),
            reason,
            context.Person().Signature,
            EntryEndpoints.Now(time),
            context.RequestAborted);
        return outcome switch
        {
            ReverseOutcome.Reversed reversed =>
                TypedResults.Json(new { id = reversed.Id }, statusCode: StatusCodes.Status201Created),
            ReverseOutcome.Settled => Answers.Problem(
                "Found an entry that is reversed, or that another act caused, expected one that somebody wrote and that stands.",
                StatusCodes.Status409Conflict),
            _ => Problems.NotFound("Found no such entry, expected one of the ledger."),
        };
    }

    private sealed record Reversal(string? Reason);
}
