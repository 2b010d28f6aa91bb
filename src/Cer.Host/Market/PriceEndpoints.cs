using Cer.Domain.Codes;
using Cer.Host.Viewing;
using Cer.Operations.Market;
using Cer.Operations.Ports;

namespace Cer.Host.Market;

/// <summary>Which prices a community lacks, and what became of the last requests for them.</summary>
internal static class PriceEndpoints
{
    private const int MostFetches = 300;

    public static void MapPrices(this RouteGroupBuilder group) => group.MapGet("/prices/gaps", Get)
        .WithSummary("Days that lack zonal prices, with the last attempt to fetch them.");

    private static async Task<IResult> Get(
        string community,
        string? format,
        HttpContext context,
        ICommunityStore communities,
        FindPriceGaps find,
        IPriceGapStore store,
        MarketState state,
        CancellationToken cancellation)
    {
        var (csv, problem) = Asked.Format(format);
        if (problem is not null) return problem;
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var needed = await store.NeededAsync(found, cancellation);
        var gaps = await find.RunAsync(found, [], cancellation);
        var fetches = await store.ListAsync(MostFetches, cancellation);
        PriceGapsView.Row[] rows =
            [.. gaps.Reverse().Take(PriceGapsView.MostRows).Select(gap => PriceGapsView.Row.Of(gap, fetches))];
        if (csv) return Answer.Table(context, csv, $"{community}-prezzi-mancanti", rows, PriceGapsView.Row.Columns);
        return TypedResults.Ok(new PriceGapsView(
            [.. needed.Keys.Order().Select(CodeLists.Zones.Word)],
            rows,
            gaps.Count > PriceGapsView.MostRows,
            state.Fetching,
            state.Problem,
            fetches.Count > 0 ? PriceGapsView.Attempt.Of(fetches[0]) : null));
    }
}
