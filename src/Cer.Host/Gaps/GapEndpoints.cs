using Cer.Domain.Metering;
using Cer.Operations.Gaps;
using Cer.Operations.Ports;
using Cer.Settlement.Detecting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cer.Host.Gaps;

/// <summary>What is missing in the series of a community, as JSON.</summary>
internal static class GapEndpoints
{
    private const int MostDays = 10_000;

    public static void MapGaps(this IEndpointRouteBuilder routes) => routes.MapGet("/api/gaps/{community}", GetAsync)
        .WithTags("Gaps").WithSummary("Quarter hours missing, per point and day; a point is told by its number.");

    private static async Task<Results<Ok<GapsView>, ProblemHttpResult>> GetAsync(
        string community, ICommunityStore communities, FindGaps find, CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found)
            return TypedResults.Problem("Found no such community, expected the code of one: /api/communities lists them.", statusCode: 404);
        var gaps = await find.RunAsync(found, cancellation);
        return TypedResults.Ok(new GapsView(
            gaps.Sum(gap => gap.Missing),
            gaps.Select(gap => gap.Day).Distinct().Count(),
            [.. gaps.TakeLast(MostDays).Select(GapView.From)]));
    }

    internal sealed record GapsView(int Missing, int Days, GapView[] Gaps);

    internal sealed record GapView(int Point, string Meter, int? Unit, string Day, int Missing, int Expected, string? Flow)
    {
        public static GapView From(Gap gap) => new(
            gap.Point,
            gap.Meter == MeterRole.Production ? "M2" : "M1",
            gap.Unit == 0 ? null : gap.Unit,
            NodaTime.Text.LocalDatePattern.Iso.Format(gap.Day),
            gap.Missing,
            gap.Expected,
            FlowOf(gap));

        private static string? FlowOf(Gap gap) => gap.Flow switch
        {
            null => null,
            EnergyFlow.Withdrawn => "withdrawn",
            _ => "injected",
        };
    }
}
