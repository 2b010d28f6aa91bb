using Cer.Host.Looks;
using Cer.Host.People;
using Cer.Host.Viewing;
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
            .WithSummary("Writes the account as a workbook, numbered and archived with its hash.");
        routes.MapGet("/year-account/{year:int}/{number:int}", WorkbookAsync).RequireStaff().LooksAtAll(LookKind.Payments)
            .WithSummary("An archived workbook, as it was handed out.");
    }

    private static async Task<IResult> GetAsync(
        string community,
        string? year,
        ICommunityStore communities,
        IRegistryView registry,
        IYearStore years,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var (asked, problem) = MoneyEndpoints.Year(year, time);
        if (problem is not null) return problem;
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        return TypedResults.Ok(await ViewAsync(found, asked, communities, registry, years, cancellation));
    }

    private static async Task<IResult> KeepAsync(
        string community,
        HttpContext context,
        ICommunityStore communities,
        IRegistryView registry,
        IYearStore years,
        TimeProvider time)
    {
        var request = await JsonBody.ReadAsync<New>(context);
        var (asked, problem) = MoneyEndpoints.Year($"{request.Year}", time);
        if (problem is not null) return problem;
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        var view = await ViewAsync(found, asked, communities, registry, years, context.RequestAborted);
        var number = await years.KeepAsync(
            found, asked, view.Workbook(), context.Person().Signature, EntryEndpoints.Now(time), context.RequestAborted);
        return TypedResults.Json(new { year = asked, number }, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> WorkbookAsync(
        string community, int year, int number, ICommunityStore communities, IYearStore years, CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        return await years.WorkbookAsync(found, year, number, cancellation) is { } bytes
            ? TypedResults.File(bytes, Workbook, FormattableString.Invariant($"{community}-conto-{year}-{number}.xlsx"))
            : Problems.NotFound("Found no such account, expected one that was handed out.");
    }

    private static async Task<YearView> ViewAsync(
        CommunityId community,
        int year,
        ICommunityStore communities,
        IRegistryView registry,
        IYearStore years,
        CancellationToken cancellation) => YearView.Of(
        await years.YearAsync(community, year, cancellation),
        await MemberNames.OfAsync(community, communities, registry, cancellation),
        await years.KeptAsync(community, year, cancellation));

    private sealed record New(int? Year);
}
