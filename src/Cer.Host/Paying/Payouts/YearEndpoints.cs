using Cer.Host.Looks;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Documents;
using Cer.Operations.Looks;
using Cer.Operations.Paying.Books;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;

namespace Cer.Host.Paying.Payouts;

/// <summary>The account of a year: what members and funds got, as the rules ask the referent to tell it.</summary>
internal static class YearEndpoints
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapYears(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/year-account", GetAsync).RequireStaff().LooksAtAll(LookKind.Payments)
            .WithSummary("The account of a year by the books, and what was handed out of it.");
        routes.MapPost("/year-account", KeepAsync).RequireRoles(Role.Administrator, Role.Accountant)
            .AddEndpointFilter(Answers.TellFaultsAsync)
            .WithSummary("Hands the account out: workbook, file for GSE, papers; numbered and archived with their hashes.");
        routes.MapGet("/year-account/{year:int}/{number:int}", WorkbookAsync).RequireStaff().LooksAtAll(LookKind.Payments)
            .WithSummary("An archived workbook, as it was handed out.");
        routes.MapGet("/year-account/{year:int}/{number:int}/gse", GseAsync).RequireStaff().LooksAtAll(LookKind.Payments)
            .WithSummary("The account to GSE, as it was handed out: a workbook without names.");
        routes.MapGet("/year-account/{year:int}/{number:int}/papers", PapersAsync).RequireStaff().LooksAtAll(LookKind.Payments)
            .WithSummary("The papers of an account, the community's first, and how their letters stand.");
        routes.MapGet("/year-account/{year:int}/{number:int}/papers/{paper:int}", PdfAsync).RequireStaff()
            .LooksAtAll(LookKind.Payments).WithSummary("A paper of an account as PDF.");
        routes.MapPost("/year-account/{year:int}/{number:int}/send", SendAsync).RequireRoles(Role.Administrator, Role.Accountant)
            .WithSummary("Puts each member's paper into the outbox: once to an address, however often it is asked for.");
    }

    private static async Task<IResult> GetAsync(
        string community,
        string? year,
        ICommunityStore communities,
        IYearStore years,
        HandOutYear handOut,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var (asked, problem) = MoneyEndpoints.Year(year, time);
        if (problem is not null) return problem;
        if (await communities.FindAsync(community, cancellation) is not { } found
            || await handOut.FactsAsync(found, asked, cancellation) is not { } facts) return Problems.NoCommunity;
        return TypedResults.Ok(YearView.Of(facts, await years.KeptAsync(found, asked, cancellation)));
    }

    private static async Task<IResult> KeepAsync(
        string community, HttpContext context, ICommunityStore communities, HandOutYear handOut, TimeProvider time)
    {
        var request = await JsonBody.ReadAsync<New>(context);
        var (asked, problem) = MoneyEndpoints.Year($"{request.Year}", time);
        if (problem is not null) return problem;
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found
            || await handOut.RunAsync(found, asked, context.Person().Signature, context.RequestAborted) is not { } number)
            return Problems.NoCommunity;
        return TypedResults.Json(new { year = asked, number }, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> WorkbookAsync(
        string community, int year, int number, ICommunityStore communities, IYearStore years, CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        return await years.WorkbookAsync(found, year, number, cancellation) is { } bytes
            ? TypedResults.File(bytes, Workbook, FormattableString.Invariant($"{community}-conto-{year}-{number}.xlsx"))
            : NoAccount;
    }

    private static async Task<IResult> GseAsync(
        string community, int year, int number, ICommunityStore communities, IYearStore years, CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        return await years.GseAsync(found, year, number, cancellation) is { } bytes
            ? TypedResults.File(bytes, Workbook, FormattableString.Invariant($"{community}-conto-gse-{year}-{number}.xlsx"))
            : NoAccount;
    }

    private static async Task<IResult> PapersAsync(
        string community,
        int year,
        int number,
        ICommunityStore communities,
        IRegistryView registry,
        IYearStore years,
        SentYears sent,
        CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        if ((await years.KeptAsync(found, year, cancellation)).FirstOrDefault(one => one.Number == number) is not { } kept)
            return NoAccount;
        var names = await MemberNames.OfAsync(found, communities, registry, cancellation);
        var letters = await sent.AllAsync(found, year, number, cancellation);
        return TypedResults.Ok(kept.Papers
            .Select(paper => YearView.Paper.Of(paper, names, letters.GetValueOrDefault(paper.Paper))).ToArray());
    }

    private static async Task<IResult> PdfAsync(
        string community,
        int year,
        int number,
        int paper,
        ICommunityStore communities,
        IYearStore years,
        CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var key = new YearPaperKey(found, year, number, paper);
        return await years.PdfAsync(key, cancellation) is { } bytes
            ? TypedResults.File(bytes, "application/pdf", SendYear.NameOf(key))
            : Problems.NotFound("Found no such paper, expected one that was handed out and is pressed: try again in a minute.");
    }

    private static async Task<IResult> SendAsync(
        string community,
        int year,
        int number,
        ICommunityStore communities,
        SendYear send,
        IHostApplicationLifetime life,
        CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        // Who closes the page meanwhile does not leave half of the letters unwritten.
        return await send.RunAsync(found, year, number, life.ApplicationStopping) switch
        {
            SendingOutcome.Put put => TypedResults.Ok(put.Report),
            SendingOutcome.Refused refused => Answers.Problem(refused.Sentence, StatusCodes.Status409Conflict),
            _ => throw new NotSupportedException("Found an outcome of sending that is not known."),
        };
    }

    private static IResult NoAccount { get; } = Problems.NotFound("Found no such account, expected one that was handed out.");

    private sealed record New(int? Year);
}
