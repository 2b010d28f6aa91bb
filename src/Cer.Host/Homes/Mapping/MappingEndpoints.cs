using Cer.Host.Gateway;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Messaging.HomeAssistant;
using Cer.Operations.Homes.Mapping;
using Cer.Operations.Ports;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cer.Host.Homes.Mapping;

/// <summary>The setup page of the collectors: what is proposed, tried, confirmed and undone.</summary>
internal static class MappingEndpoints
{
    private const int MostBytes = 256 * 1024;
    private const int MostMeters = 1000;

    public static void MapMapping(this RouteGroupBuilder pages)
    {
        var mapping = pages.MapGroup("/home/mapping").WithTags("Home Assistant");
        mapping.MapGet("", GetAsync).RequireStaff()
            .WithSummary("What the community needs counters for, which entities are proposed and which are confirmed.");
        Writes(mapping.MapPost("/check", CheckAsync)).WithSummary("Checks a mapping; nothing is changed.");
        Writes(mapping.MapPost("/trial", TrialAsync))
            .WithSummary("What a meter shows now, and the quarters of an hour of the last day that it would have given.");
        Writes(mapping.MapPost("", ConfirmAsync)).WithSummary("Confirms a mapping: the collectors begin to read by it.");
        Writes(mapping.MapPost("/undo", UndoAsync)).WithSummary("Takes the mapping before the last confirmation.");
    }

    private static RouteHandlerBuilder Writes(RouteHandlerBuilder endpoint) => endpoint
        .RequireRoles(Operations.People.Role.Administrator, Operations.People.Role.Operator).WithMetadata(new BodySize(MostBytes));

    private static async Task<IResult> GetAsync(
        string community, ICommunityStore communities, MappingPage page, CancellationToken cancellation) =>
        await communities.FindAsync(community, cancellation) is { } found
            && await page.ReadAsync(found, community, cancellation) is { } view
            ? TypedResults.Ok(view)
            : Problems.NoCommunity;

    private static async Task<IResult> CheckAsync(
        string community, HttpRequest request, ICommunityStore communities, MappingDesk desk, CancellationToken cancellation)
    {
        var (asked, problem) = await SmallBody.ReadAsync<MappingAsked>(request, cancellation);
        if (asked is null) return problem!;
        var (checkedOnes, wrong) = await CheckedAsync(community, asked.Meters, communities, desk, cancellation);
        return wrong ?? TypedResults.Ok(new { meters = checkedOnes!.Value.Meters.Count, problems = checkedOnes.Value.Problems });
    }

    private static async Task<IResult> TrialAsync(
        string community,
        HttpRequest request,
        ICommunityStore communities,
        MappingDesk desk,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var (asked, problem) = await SmallBody.ReadAsync<MeterAsked>(request, cancellation);
        if (asked is null) return problem!;
        var (checkedOnes, wrong) = await CheckedAsync(community, [asked], communities, desk, cancellation);
        if (wrong is not null) return wrong;
        if (checkedOnes!.Value.Problems is [var first, ..]) return Problems.Bad(first.En);
        try
        {
            return TypedResults.Ok(await new MappingTrial(desk.Client!, time).RunAsync(checkedOnes.Value.Meters[0], cancellation));
        }
        catch (HomeFault fault)
        {
            return Away(fault.Message);
        }
    }

    private static async Task<IResult> ConfirmAsync(
        string community,
        HttpRequest request,
        ICommunityStore communities,
        MappingDesk desk,
        IMappingLog log,
        CancellationToken cancellation)
    {
        var (asked, problem) = await SmallBody.ReadAsync<MappingAsked>(request, cancellation);
        if (asked is null) return problem!;
        if (desk.File is not { } file) return NoFolder();
        if (desk.IsElsewhere) return Elsewhere();
        var (checkedOnes, wrong) = await CheckedAsync(community, asked.Meters, communities, desk, cancellation);
        if (wrong is not null) return wrong;
        var (meters, problems) = checkedOnes!.Value;
        if (problems.Count > 0)
        {
            return TypedResults.Problem(
                $"Found {problems.Count} meters that cannot be read as they are, expected none: {problems[0].En}",
                statusCode: StatusCodes.Status400BadRequest,
                extensions: new Dictionary<string, object?> { ["problems"] = problems });
        }

        return await WriteAsync(async () =>
        {
            if (desk.IsOfAnother(community)) return Refused(MappingWrite.OfAnother);
            if (file.Others() is [var other, ..])
            {
                return Conflict(
                    $"Found meters in {other}, expected them in {MappingFile.Name} alone: take that file out of the folder of the apps.");
            }

            var text = MappingYaml.Of(community, meters);
            var written = await file.WriteAsync(community, text, asked.Fingerprint ?? "", cancellation);
            if (written != MappingWrite.Done) return Refused(written);
            var found = await communities.FindAsync(community, cancellation);
            var who = request.HttpContext.Person().Login;
            await log.NoteAsync(found!.Value, MappingAct.Confirmed, meters.Count, MappingFile.FingerprintOf(text), who, cancellation);
            return TypedResults.Ok(new { meters = meters.Count, fingerprint = MappingFile.FingerprintOf(text) });
        });
    }

    private static async Task<IResult> UndoAsync(
        string community,
        HttpRequest request,
        ICommunityStore communities,
        MappingDesk desk,
        IMappingLog log,
        CancellationToken cancellation)
    {
        var (asked, problem) = await SmallBody.ReadAsync<MappingAsked>(request, cancellation);
        if (asked is null) return problem!;
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        if (desk.File is not { } file) return NoFolder();
        if (desk.IsElsewhere) return Elsewhere();
        return await WriteAsync(async () =>
        {
            if (desk.IsOfAnother(community)) return Refused(MappingWrite.OfAnother);
            var written = await file.UndoAsync(community, asked.Fingerprint ?? "", cancellation);
            if (written != MappingWrite.Done) return Refused(written);
            var (who, meters) = (request.HttpContext.Person().Login, desk.Now().Count);
            await log.NoteAsync(found, MappingAct.Undone, meters, MappingFile.FingerprintOf(file.Text), who, cancellation);
            return TypedResults.Ok(new { meters, fingerprint = MappingFile.FingerprintOf(file.Text) });
        });
    }

    private static async Task<((IReadOnlyList<ConfirmedMeter> Meters, IReadOnlyList<MappingProblem> Problems)? Checked, IResult? Wrong)>
        CheckedAsync(
            string community,
            IReadOnlyList<MeterAsked>? asked,
            ICommunityStore communities,
            MappingDesk desk,
            CancellationToken cancellation)
    {
        if (asked is null || asked.Count > MostMeters || asked.Any(one => one is null))
            return (null, Problems.Bad($"Found no list of meters, or more than {MostMeters}, expected one."));
        if (await communities.FindAsync(community, cancellation) is not { } found
            || await desk.NeedsAsync(found, [], cancellation) is not { } needs) return (null, Problems.NoCommunity);
        if (desk.Standing is var (state, reason) && state != "ready")
        {
            return (null, state == "off"
                ? Problems.NotFound("Found no Home Assistant in the settings, expected home.url and home.token_file, or the add-on.")
                : Away(reason ?? "it does not answer."));
        }

        try
        {
            var sight = await HomeSight.ReadAsync(desk.Client!, cancellation);
            return (new MappingCheck(needs.ToDictionary(one => one.Key, one => one.Need), sight.Entities).Run(asked), null);
        }
        catch (HomeFault fault)
        {
            return (null, Away(fault.Message));
        }
    }

    /// <summary>Whatever the disk says is told.</summary>
    private static async Task<IResult> WriteAsync(Func<Task<IResult>> write)
    {
        try
        {
            return await write();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Conflict($"The settings of the apps cannot be written: {failure.Message}");
        }
    }

    private static ProblemHttpResult NoFolder() =>
        Problems.NotFound("Found no apps_folder in the section home of the settings, expected the folder of the collectors.");

    private static ProblemHttpResult Elsewhere() => Conflict(
        "Found the collectors on another server, with a folder of its own, expected them here: confirm on the pages of that server, "
        + "or give both one folder as home.apps_folder.");

    private static ProblemHttpResult Refused(MappingWrite why) => Conflict(why switch
    {
        MappingWrite.OfAnother =>
            "Found the mapping of another community, expected the one of this: each needs a Home Assistant of its own.",
        MappingWrite.Nothing => "Found no mapping before this one, expected one to go back to.",
        _ => "Found another mapping than the page showed, expected the same: somebody confirmed meanwhile, look at the page again.",
    });

    private static ProblemHttpResult Conflict(string sentence) => TypedResults.Problem(sentence, statusCode: StatusCodes.Status409Conflict);

    private static ProblemHttpResult Away(string reason) =>
        TypedResults.Problem($"Home Assistant: {reason}", statusCode: StatusCodes.Status503ServiceUnavailable);
}
