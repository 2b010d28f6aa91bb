using System.Globalization;
using Cer.Domain;
using Cer.Exchange.Submissions;
using Cer.Host.Desk;
using Cer.Host.Gateway;
using Cer.Host.Looks;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.GseRequests;
using Cer.Operations.Looks;
using Cer.Operations.Ports;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.GseRequests;

/// <summary>What requests to GSE ask for: shown, declared, and taken away as the tables that the portal wants.</summary>
internal static class GseRequestEndpoints
{
    private const string Sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapGseRequest(this IEndpointRouteBuilder routes)
    {
        var reads = routes.MapGroup("/api/communities/{community}/gse-request").WithTags("GseRequest")
            .RequireRoles(Role.Administrator, Role.Operator, Role.Auditor);
        reads.MapGet("", GetAsync).LooksAtAll(LookKind.Desk).WithSummary("Each part of the request with its facts and what is missing.");
        reads.MapGet("/members", MembersAsync).LooksAtAll(LookKind.Desk)
            .WithSummary("The points of a day with who holds them, as CSV or a workbook (?format=xlsx).");
        reads.MapGet("/plants", PlantsAsync).WithSummary("The sections with their plants, as CSV or a workbook (?format=xlsx).");
        var changes = routes.MapGroup("/api/communities/{community}/gse-request").WithTags("GseRequest")
            .RequireRoles(Role.Administrator, Role.Operator)
            .WithMetadata(new BodySize(DeskBody.MostForm)).AddEndpointFilter(Answers.TellFaultsAsync);
        changes.MapPost("", AddAsync).WithSummary("Declares the facts of a part, whole.");
    }

    private static async Task<IResult> GetAsync(
        string community, ICommunityStore communities, KeepGseRequest keep, CancellationToken cancellation) =>
        await communities.FindAsync(community, cancellation) is { } found && await keep.SheetsAsync(found, cancellation) is { } sheets
            ? TypedResults.Ok(GseRequestView.Of(sheets))
            : Problems.NoCommunity;

    private static async Task<IResult> AddAsync(string community, HttpContext context, ICommunityStore communities, KeepGseRequest keep)
    {
        var asked = await DeskBody.ReadAsync<GseRequestForm>(context, DeskBody.MostForm);
        if (GseRequestFields.Subject(asked.Subject ?? "") is not { } subject)
            return Problems.Bad("Found another subject, expected configuration, plant, unit or member.");
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        var (made, faults) = await keep.RunAsync(
            found, subject, asked.Code ?? "", asked.Seen ?? 0, asked.Facts ?? new Dictionary<string, string?>(), context.Person().Signature,
            context.RequestAborted);
        return faults.Count > 0 ? DeskAnswer.Faulty(faults)
            : made is { } revision ? TypedResults.Json(new GseRequestKept(revision), statusCode: StatusCodes.Status201Created)
            : Answers.Problem("Found facts that came meanwhile, expected the newest to be those you saw: look again.", 409);
    }

    private static async Task<IResult> MembersAsync(
        string community, string? day, string? format, ICommunityStore communities, KeepGseRequest keep, TimeProvider time,
        CancellationToken cancellation)
    {
        var today = Instant.FromDateTimeOffset(time.GetUtcNow()).InZone(MarketHour.Rome).Date;
        if (day is not null && !LocalDatePattern.Iso.Parse(day).TryGetValue(default, out today))
            return Problems.Bad("Found another day, expected one such as 2026-03-01.");
        if (await communities.FindAsync(community, cancellation) is not { } found
            || await communities.LoadAsync(found, null, cancellation) is not { } definition
            || await keep.SheetsAsync(found, cancellation) is not { } sheets) return Problems.NoCommunity;
        return File(PortalTables.Members(definition.Community, sheets, today), "punti-e-titolari", format);
    }

    private static async Task<IResult> PlantsAsync(
        string community, string? format, ICommunityStore communities, KeepGseRequest keep, CancellationToken cancellation) =>
        await communities.FindAsync(community, cancellation) is { } found
            && await communities.LoadAsync(found, null, cancellation) is { } definition
            && await keep.SheetsAsync(found, cancellation) is { } sheets
            ? File(PortalTables.Plants(definition.Community, sheets), "impianti-e-sezioni", format)
            : Problems.NoCommunity;

    private static IResult File(PackageTable table, string name, string? format)
    {
        using var stream = new MemoryStream();
        switch (format)
        {
            case null or "csv":
                PackageCsv.Write(stream, table, ';', ',');
                return TypedResults.File(stream.ToArray(), "text/csv", string.Create(CultureInfo.InvariantCulture, $"{name}.csv"));
            case "xlsx":
                PackageWorkbook.Write(stream, [table]);
                return TypedResults.File(stream.ToArray(), Sheet, string.Create(CultureInfo.InvariantCulture, $"{name}.xlsx"));
            default:
                return Problems.Bad("Found another format, expected csv or xlsx.");
        }
    }
}
