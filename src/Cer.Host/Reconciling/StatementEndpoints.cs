using Cer.Exchange.Gse;
using Cer.Host.Gateway;
using Cer.Host.Paying;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Deadlines;
using Cer.Operations.Ports;
using Cer.Operations.Reconciling;
using Cer.Workflows.Hosting;

namespace Cer.Host.Reconciling;

/// <summary>GSE's statements: looked at through a profile, taken in whole, listed, taken back.</summary>
internal static class StatementEndpoints
{
    /// <summary>Header with the name of the file, percent-encoded.</summary>
    public const string FileHeader = "X-Cer-File";

    // What a file takes in memory while it is read, in sizes of its body.
    private const int Weight = 12;
    private const int MostImports = 200;
    private const int LongestReason = 500;

    public static void MapStatements(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/statements").AddEndpointFilter(Answers.TellFaultsAsync);
        group.MapGet("", ListAsync).RequireStaff().WithSummary("The statements that were taken in, and the profiles that read files.");
        group.MapPost("/check", CheckAsync).RequireRoles(Role.Administrator, Role.Operator, Role.Accountant)
            .WithMetadata(new BodySize(StatementTable.MostBytes))
            .WithSummary("Says what a file would become: each column, the first lines, what is refused; stores nothing.");
        group.MapPost("", ImportAsync).RequireRoles(Role.Administrator, Role.Operator, Role.Accountant)
            .WithMetadata(new BodySize(StatementTable.MostBytes))
            .WithSummary("Takes in the file that was looked at, whole or not at all; an equal one is found again.");
        group.MapPost("/{id:long}/undo", UndoAsync).RequireRoles(Role.Administrator, Role.Operator, Role.Accountant)
            .WithSummary("Takes an import back; its lines stay and count no more.");
        group.MapPut("/profile", ProfileAsync).RequireRoles(Role.Administrator, Role.Operator, Role.Accountant)
            .WithSummary("Keeps a profile: which column is which field; a changed one is its next version.");
    }

    private static async Task<IResult> ListAsync(
        string community,
        ICommunityStore communities,
        IStatementStore statements,
        ImportStatement import,
        CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var profiles = await import.ProfilesAsync(found, cancellation);
        var imports = await statements.ImportsAsync(found, MostImports, cancellation);
        return TypedResults.Ok(new StatementsView(
            [.. imports.Select(ImportView.Of)],
            [.. profiles.Select(profile => new ProfileView(profile.Version, profile.Profile))],
            [.. StatementWords.Fields],
            [.. StatementForms.Months],
            [.. StatementForms.Days]));
    }

    private static async Task<IResult> CheckAsync(
        string community,
        string? profile,
        HttpRequest request,
        ICommunityStore communities,
        ImportStatement import,
        IntakeBodies bodies,
        CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        using var body = await bodies.ReadAsync(
            request, StatementTable.MostBytes, request.HttpContext.Person(), Weight, cancellation);
        return await import.PreviewAsync(found, profile, body.Raw, cancellation) is { } preview
            ? TypedResults.Ok(PreviewView.Of(preview))
            : NoProfile;
    }

    private static async Task<IResult> ImportAsync(
        string community,
        string? profile,
        string? sha256,
        HttpRequest request,
        ICommunityStore communities,
        ImportStatement import,
        MarkDeadlines deadlines,
        IntakeBodies bodies,
        InstanceDesk flows,
        CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        using var body = await bodies.ReadAsync(
            request, StatementTable.MostBytes, request.HttpContext.Person(), Weight, cancellation);
        if (await import.PreviewAsync(found, profile, body.Raw, cancellation) is not { } preview) return NoProfile;
        if (preview.Sha256 != sha256?.ToLowerInvariant())
            return Answers.Problem("Found another file than the one that was looked at, expected the same: look at it again.", 409);
        var taken = await import.RunAsync(
            found, preview, NameOf(request), request.HttpContext.Person().Signature, cancellation);
        if (taken is not var (id, isNew))
            return Problems.Bad("Found lines that cannot be read, expected none: nothing was stored; look at it again.");
        if (isNew)
        {
            await deadlines.ImportedAsync(
                found, id, NameOf(request), preview.Reading.Lines, request.HttpContext.Person().Signature, cancellation);
            await ToFlowsAsync(found, flows);
        }

        return TypedResults.Json(new TakenView(id, isNew, preview.Reading.Lines.Count), statusCode: isNew ? 201 : 200);
    }

    private static async Task<IResult> UndoAsync(
        string community,
        long id,
        HttpContext context,
        ICommunityStore communities,
        IStatementStore statements,
        MarkDeadlines deadlines,
        InstanceDesk flows,
        TimeProvider time)
    {
        var reason = EntryRequest.Text((await JsonBody.ReadAsync<ReasonRequest>(context)).Reason, "reason", LongestReason);
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        var who = context.Person().Signature;
        var undone = await statements.UndoAsync(found, id, reason, who, EntryEndpoints.Now(time), context.RequestAborted);
        if (undone == StatementUndo.Done)
        {
            await deadlines.UndoneAsync(found, id, reason, who, context.RequestAborted);
            await ToFlowsAsync(found, flows);
        }

        return undone switch
        {
            StatementUndo.Done => TypedResults.NoContent(),
            StatementUndo.Before => Answers.Problem("Found an import that was taken back before, expected one that stands.", 409),
            StatementUndo.MovedMoney => Answers.Problem(
                "Found an import whose recalculation was taken, expected one that moved no money: take in the right statement,"
                + " and the difference alone is taken.", 409),
            _ => Problems.NotFound("Found no such import, expected one that statements lists."),
        };
    }

    private static async Task<IResult> ProfileAsync(
        string community, HttpContext context, ICommunityStore communities, IStatementStore statements, TimeProvider time)
    {
        var profile = (await JsonBody.ReadAsync<ProfileRequest>(context)).Read();
        if (profile.Name == StatementProfile.Canonical.Name)
            return Problems.Bad("Found the name of the program's own profile, expected another.");
        if (profile.Faults() is { IsEmpty: false } faults) return Problems.Bad(Sentence(faults.Faults[0]));
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        var version = await statements.AddProfileAsync(
            found, profile, context.Person().Signature, EntryEndpoints.Now(time), context.RequestAborted);
        return TypedResults.Ok(new VersionView(version));
    }

    /// <summary>Who reconciles looks again, after a while; the act is kept, though whoever made it may have gone meanwhile.</summary>
    private static async Task ToFlowsAsync(CommunityId community, InstanceDesk flows) => await flows.PublishAsync(
        community.Value, StatementEvents.Changed, null, null, CancellationToken.None, after: StatementEvents.Calm);

    private static string Sentence(Cer.Exchange.Faults.InputFault fault) =>
        $"{fault.Field}: Found {fault.Found}, expected {fault.Expected}.";

    private static string NameOf(HttpRequest request)
    {
        var name = Uri.UnescapeDataString(request.Headers[FileHeader].ToString());
        return name.Length is 0 or > ImportStatement.LongestName ? "file" : name;
    }

    private static IResult NoProfile => Problems.Bad("Found no such profile, expected the name of one that statements lists.");
}
