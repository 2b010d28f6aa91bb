using Cer.Host.Looks;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Paying;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;

namespace Cer.Host.Paying;

/// <summary>The sale of energy (RID): a ledger apart from the incentives.</summary>
internal static class SaleEndpoints
{
    private const int LongestReason = 500;

    public static void MapSale(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sale", GetAsync).RequireStaff().LooksAtTotals(LookedDays.OfYear)
            .WithSummary("The sale of energy of a year: estimate by month with missing hours, plants, entries; each as CSV.");
        routes.MapPut("/sale/plants/{plant:int}", DeclareAsync)
            .RequireRoles(Role.Administrator, Role.Operator, Role.Accountant).AddEndpointFilter(Answers.TellFaultsAsync)
            .WithSummary("Declares on which days GSE buys a plant's energy; without a first day it does not.");
        routes.MapEntries("/sale/entries", Ledger.Sale);
    }

    private static async Task<IResult> GetAsync(
        string community,
        string? year,
        string? format,
        string? table,
        HttpContext context,
        ICommunityStore communities,
        IRegistryView registry,
        ViewSale view,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var (asked, noYear) = MoneyEndpoints.Year(year, time);
        var (csv, noFormat) = Asked.Format(format);
        var (which, noTable) = Asked.Table(table, "months", "entries");
        if ((noYear ?? noFormat ?? noTable) is { } problem) return problem;
        if (await communities.FindAsync(community, cancellation) is not { } found
            || await view.RunAsync(found, asked, cancellation) is not { } sale) return Problems.NoCommunity;
        var answer = SaleView.Of(asked, sale, await registry.NumbersAsync(found, cancellation));
        var name = $"{community}-vendita-{asked}-{which}";
        return !csv ? TypedResults.Ok(answer)
            : which == "entries" ? Answer.Table(context, csv, name, answer.Entries, EntryView.Columns)
            : Answer.Table(context, csv, name, answer.Months, SaleView.MonthView.Columns);
    }

    private static async Task<IResult> DeclareAsync(
        string community, int plant, HttpContext context, ICommunityStore communities, ISaleStore sales, TimeProvider time)
    {
        var request = await JsonBody.ReadAsync<Declaration>(context);
        var reason = EntryRequest.Text(request.Reason, "reason", LongestReason);
        var ((from, noFrom), (to, noTo)) = (Asked.Day(request.From), Asked.Day(request.To));
        if ((noFrom ?? noTo) is { } problem) return problem;
        if (to is not null && (from is null || to < from))
            return Problems.Bad("Found a last day before the first, expected one after it, or none while it goes on.");
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        return await sales.DeclareAsync(
            found, plant, from, to, reason, context.Person().Signature, EntryEndpoints.Now(time), context.RequestAborted)
            ? TypedResults.NoContent()
            : Problems.NotFound("Found no such plant, expected the number of one.");
    }

    private sealed record Declaration(string? From, string? To, string? Reason);
}
