using Cer.Operations.Gaps;
using Cer.Operations.Live;
using Cer.Operations.Ports;

namespace Cer.Host.Pages;

/// <summary>The plain page: the settled months of every community, Italian first.</summary>
internal static class MonthsPage
{
    public static void MapMonthsPage(this IEndpointRouteBuilder routes) => routes.MapGet("/", GetAsync);

    private static async Task<IResult> GetAsync(
        HttpContext context,
        ICommunityStore communities,
        IRunStore runs,
        RecentShare share,
        IAlertStore alerts,
        FindGaps gaps,
        CancellationToken cancellation)
    {
        var words = PageWords.For(context.Request.Query["lang"]);
        var tables = new List<CommunityTable>();
        foreach (var community in await communities.ListAsync(cancellation))
        {
            tables.Add(new(
                community,
                await runs.MonthsAsync(community.Id, cancellation),
                await share.RunAsync(community.Id, cancellation),
                await alerts.ListAsync(community.Id, CommunityTable.MostAlerts, cancellation),
                await alerts.CountOpenAsync(community.Id, cancellation),
                await gaps.RunAsync(community.Id, cancellation)));
        }

        context.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'self'";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Text(MonthsHtml.Of(words, tables), "text/html; charset=utf-8");
    }
}
