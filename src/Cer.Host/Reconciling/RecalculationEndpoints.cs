using Cer.Domain;
using Cer.Host.Looks;
using Cer.Host.Paying;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Looks;
using Cer.Operations.Ports;
using Cer.Operations.Reconciling;
using Cer.Operations.Viewing;
using NodaTime.Text;

namespace Cer.Host.Reconciling;

/// <summary>A recalculation by GSE of a closed month: shown with everybody's part, then taken once.</summary>
internal static class RecalculationEndpoints
{
    private const int LongestReason = 500;
    private const int MarkLength = 64;

    public static void MapRecalculations(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/reconciliation/{month}/recalculation", GetAsync).RequireStaff().LooksAtAll(LookKind.Members)
            .WithSummary("What taking GSE's recalculation of a closed month would change, whose it is, and what was taken before.");
        routes.MapPost("/reconciliation/{month}/recalculation", TakeAsync).RequireRoles(Role.Operator, Role.Approver)
            .AddEndpointFilter(Answers.TellFaultsAsync)
            .WithSummary("Takes the recalculation that was shown into the open month, with a reason, once and for good.");
    }

    private static async Task<IResult> GetAsync(
        string community,
        string month,
        ICommunityStore communities,
        IRegistryView registry,
        Recalculate recalculate,
        CancellationToken cancellation)
    {
        if (Asked.Month(month) is not (MarketMonth asked, null)) return NoMonth;
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        if (await communities.LoadAsync(found, null, cancellation) is not { } definition) return Problems.NoCommunity;
        return TypedResults.Ok(RecalculationView.Of(
            await recalculate.ViewAsync(found, asked, cancellation),
            definition.Community,
            await registry.NumbersAsync(found, cancellation)));
    }

    private static async Task<IResult> TakeAsync(
        string community, string month, HttpContext context, ICommunityStore communities, Recalculate recalculate)
    {
        var request = await JsonBody.ReadAsync<RecalculationRequest>(context);
        var reason = EntryRequest.Text(request.Reason, "reason", LongestReason);
        if (request.Mark is not { Length: MarkLength } mark || !mark.All(char.IsAsciiHexDigit))
            return Problems.Bad("Found no mark of a recalculation, expected that of the one that was shown.");
        if (Asked.Month(month) is not (MarketMonth asked, null)) return NoMonth;
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        return await recalculate.TakeAsync(
            found, asked, Convert.FromHexString(mark), reason, context.Person().Signature, context.RequestAborted) switch
        {
            RecalculationOutcome.Taken taken => TypedResults.Json(
                new TakeView(taken.Number, YearMonthPattern.Iso.Format(taken.Month), taken.IsNew),
                statusCode: taken.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK),
            RecalculationOutcome.Conflict conflict => Answers.Problem(conflict.Sentence, StatusCodes.Status409Conflict),
            var other => throw new NotSupportedException($"Found {other.GetType().Name}, expected a known outcome."),
        };
    }

    private static IResult NoMonth => Problems.Bad("Found no month, expected one such as 2025-10.");

    /// <summary>What was taken; not new when the same had been taken before.</summary>
    internal sealed record TakeView(int Number, string Into, bool IsNew);
}
