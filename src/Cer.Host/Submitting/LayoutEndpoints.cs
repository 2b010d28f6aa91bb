using Cer.Exchange.Faults;
using Cer.Host.Desk;
using Cer.Host.Gateway;
using Cer.Host.Paying;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Ports;
using Cer.Operations.Submitting;

namespace Cer.Host.Submitting;

/// <summary>How addressees want packages: layouts in YAML, checked, kept revision by revision, ended.</summary>
internal static class LayoutEndpoints
{
    private const int LongestName = 40;

    public static void MapLayouts(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/communities/{community}/package-layouts").WithTags("Submissions")
            .AddEndpointFilter(Answers.TellFaultsAsync).RequireStaff();
        group.MapGet("", ListAsync).WithSummary("The layouts that packages are written in beside our own, and what a layout may name.");
        group.MapPost("/check", CheckAsync).WithMetadata(new BodySize(DeskBody.MostForm))
            .WithSummary("Says what a layout would write, or what is wrong with it line by line; stores nothing.");
        group.MapPost("", KeepAsync).WithMetadata(new BodySize(DeskBody.MostForm))
            .WithSummary("Keeps a layout as the next revision of its name; packages made from now on have files of it.");
        group.MapPost("/{layout}/end", EndAsync).WithSummary("Ends a layout; packages that are there keep their files.");
    }

    private static async Task<IResult> ListAsync(
        string community, ICommunityStore communities, KeepLayout keep, CancellationToken cancellation) =>
        await communities.FindAsync(community, cancellation) is { } found
            ? TypedResults.Ok(LayoutList.Of((await keep.ListAsync(found, cancellation)).Select(LayoutView.Of)))
            : Problems.NoCommunity;

    private static async Task<IResult> CheckAsync(string community, HttpContext context, ICommunityStore communities)
    {
        var request = await DeskBody.ReadAsync<LayoutRequest>(context, DeskBody.MostForm);
        if (await communities.FindAsync(community, context.RequestAborted) is null) return Problems.NoCommunity;
        var faults = new FaultList();
        var layout = KeepLayout.Read(request.Words ?? "", faults);
        return TypedResults.Ok(LayoutCheck.Of(layout, faults.Faults));
    }

    private static async Task<IResult> KeepAsync(string community, HttpContext context, ICommunityStore communities, KeepLayout keep)
    {
        var request = await DeskBody.ReadAsync<LayoutRequest>(context, DeskBody.MostForm);
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        return Told(await keep.RunAsync(
            found, request.Words ?? "", request.Seen ?? 0, context.Person().Signature, context.RequestAborted));
    }

    private static async Task<IResult> EndAsync(
        string community, string layout, HttpContext context, ICommunityStore communities, KeepLayout keep)
    {
        var request = await DeskBody.ReadAsync<LayoutRequest>(context, DeskBody.MostForm);
        EntryRequest.Text(layout, "layout", LongestName);
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        return Told(await keep.EndAsync(found, layout, request.Seen ?? 0, context.Person().Signature, context.RequestAborted));
    }

    private static IResult Told(LayoutOutcome? outcome) => outcome switch
    {
        LayoutOutcome.Kept kept => TypedResults.Ok(new LayoutKept(kept.Name, kept.Revision)),
        LayoutOutcome.Wrong wrong => Problems.Bad($"Found a layout with {wrong.Faults.Count} faults, expected none. {wrong.Faults[0]}."),
        LayoutOutcome.Refused refused => Answers.Problem(refused.Sentence, StatusCodes.Status409Conflict),
        _ => Problems.NotFound("Found no such layout, expected one that the list names."),
    };
}
