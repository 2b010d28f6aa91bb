using System.Globalization;
using Cer.Exchange.Curves;
using Cer.Host.Gateway;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Importing;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;

namespace Cer.Host.Curves;

/// <summary>Distributors' curve files: looked at, applied as they were looked at, listed, taken back.</summary>
internal static class CurveEndpoints
{
    /// <summary>Header with the name of the file, percent-encoded: a name may hold a POD, and addresses are logged.</summary>
    public const string FileHeader = "X-Cer-File";

    private const int MostImports = 200;

    public static void MapCurves(this IEndpointRouteBuilder routes)
    {
        var curves = routes.MapGroup("/api/communities/{community}/curves").WithTags("Curves")
            .AddEndpointFilter(Answers.TellFaultsAsync);
        curves.MapGet("", List).RequireStaff().WithSummary("The imports of curves, the latest first.");
        curves.MapGet("/points", Points).RequireStaff()
            .WithSummary("The points of the community, by number and last four characters, to name one for a file that names none.");
        curves.MapPost("/check", Check).RequireRoles(Role.Administrator, Role.Operator)
            .WithMetadata(new BodySize(CurveLimits.FileBytes))
            .WithSummary("Says what a curve file would do, day by day; stores nothing.");
        curves.MapPost("", Apply).RequireRoles(Role.Administrator, Role.Operator)
            .WithMetadata(new BodySize(CurveLimits.FileBytes))
            .WithSummary("Applies the file that was looked at, all or nothing.");
        curves.MapPost("/{id}/undo", Undo).RequireRoles(Role.Administrator, Role.Operator)
            .WithSummary("Takes an import back: its readings become again what they were.");
    }

    private static async Task<IResult> List(
        string community, ICommunityStore communities, ICurveStore curves, CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var imports = await curves.ListAsync(found, MostImports, cancellation);
        return TypedResults.Ok(imports.Select(ImportRow.Of).ToArray());
    }

    private static async Task<IResult> Points(
        string community, ICommunityStore communities, IRegistryView registry, CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var numbers = await registry.NumbersAsync(found, cancellation);
        return TypedResults.Ok(numbers.Points.OrderBy(point => point.Key, StringComparer.Ordinal)
            .Select(point => new { point = point.Value, label = RegistryNumbers.Label(point.Key) }).ToArray());
    }

    private static async Task<IResult> Check(
        string community,
        string? direction,
        string? point,
        HttpRequest request,
        CurveCalls calls,
        CancellationToken cancellation)
    {
        var (call, problem) = await calls.ReadAsync(community, direction, point, request.HttpContext, cancellation);
        if (call is null) return problem!;
        using (call) return TypedResults.Ok(CurveView.Of(
            await calls.Import.CheckAsync(call.Community, call.Upload, cancellation), call.Numbers));
    }

    private static async Task<IResult> Apply(
        string community,
        string? direction,
        string? point,
        string? sha256,
        bool? confirm,
        HttpRequest request,
        CurveCalls calls,
        CancellationToken cancellation)
    {
        var (call, problem) = await calls.ReadAsync(community, direction, point, request.HttpContext, cancellation);
        if (call is null) return problem!;
        using var room = call;
        if (call.Sha256 != sha256?.ToLowerInvariant())
            return Answers.Problem("Found another file than the one that was looked at, expected the same: look at it again.", 409);
        var report = await calls.Import.ApplyAsync(
            call.Community, call.Upload, request.HttpContext.Person().Login, confirm ?? false, cancellation);
        if (report.AppliedBefore is { } before)
            return Answers.Problem($"Found a file that import {before.ToString(CultureInfo.InvariantCulture)} has"
                + " applied, expected another.", 409);
        if (report.Import is not null) return TypedResults.Json(CurveView.Of(report, call.Numbers), statusCode: 201);
        if (!report.Faults.IsEmpty) return Problems.Bad("Found faults in the file, expected none: nothing was stored; look at it again.");
        return report.NeedsConfirmation
            ? Answers.Problem("Found days with 96 values when the clocks change, expected your agreement to how they were read.", 409)
            : Problems.Bad("Found no day to take in, expected one.");
    }

    private static async Task<IResult> Undo(
        string community,
        string id,
        HttpContext context,
        ICommunityStore communities,
        ImportCurves import,
        CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return NoImport;
        return await import.UndoAsync(found, number, context.Person().Login, cancellation) switch
        {
            CurveUndoOutcome.Done done => TypedResults.Ok(new { id = number, restored = done.Restored }),
            CurveUndoOutcome.Covered covered => Answers.Problem(covered.Sentence, 409),
            CurveUndoOutcome.Before => Answers.Problem("Found an import that was taken back before, expected one that stands.", 409),
            _ => NoImport,
        };
    }

    private static IResult NoImport => Problems.NotFound("Found no such import, expected one that curves lists.");
}
