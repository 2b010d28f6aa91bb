using Cer.Host.Looks;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Documents;
using Cer.Operations.Looks;
using Cer.Operations.Ports;
using Cer.Operations.Reconciling;
using Cer.Reporting;

namespace Cer.Host.Reconciling;

/// <summary>Dossiers about differences: made, and fetched as PDF or as figures.</summary>
internal static class DossierEndpoints
{
    private const int LongestKey = 200;
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapDossiers(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/reconciliation/{month}/dossiers", MakeAsync).RequireRoles(Role.Administrator, Role.Operator, Role.Accountant)
            .AddEndpointFilter(Answers.TellFaultsAsync)
            .WithSummary("Writes a discrepancy of a month down for GSE: numbered, archived.");
        routes.MapGet("/dossiers/{id:long}", PdfAsync).RequireStaff().LooksAtAll(LookKind.Members).WithSummary("A dossier as PDF.");
        routes.MapGet("/dossiers/{id:long}/data.csv", DataAsync).RequireStaff().LooksAtAll(LookKind.Members)
            .WithSummary("The figures of a dossier.");
        routes.MapGet("/dossiers/{id:long}/data.xlsx", WorkbookAsync).RequireStaff().LooksAtAll(LookKind.Members)
            .WithSummary("The figures of a dossier as a workbook.");
    }

    private static async Task<IResult> MakeAsync(
        string community, string month, HttpContext context, ICommunityStore communities, MakeDossier make)
    {
        var request = await JsonBody.ReadAsync<DossierRequest>(context);
        var key = JsonBody.Needed(request.Discrepancy, "discrepancy");
        if (Asked.Month(month) is not { Month: { } asked })
            return Problems.Bad("Found another month in the address, expected one such as 2026-10.");
        if (request.Language is not (null or "it" or "en")) return Problems.Bad("Found another language, expected it or en.");
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        if (key.Length > LongestKey) return NotThere;
        var language = request.Language == "en" ? DocumentLanguage.English : DocumentLanguage.Italian;
        return await make.RunAsync(found, asked, key, language, context.Person().Signature, context.RequestAborted) switch
        {
            DossierOutcome.Made made => TypedResults.Json(new MadeView(made.Id, made.Number), statusCode: 201),
            DossierOutcome.Refused refused => Answers.Problem(refused.Sentence, 503),
            _ => NotThere,
        };
    }

    private static async Task<IResult> PdfAsync(
        string community, long id, ICommunityStore communities, IReconciliationStore kept, CancellationToken cancellation) =>
        await FindAsync(community, id, communities, kept, cancellation) is var (dossier, pdf, _)
            ? TypedResults.File(pdf, "application/pdf", $"{NameOf(dossier)}.pdf")
            : NoDossier;

    private static async Task<IResult> DataAsync(
        string community, long id, ICommunityStore communities, IReconciliationStore kept, CancellationToken cancellation) =>
        await FindAsync(community, id, communities, kept, cancellation) is var (dossier, _, data)
            ? TypedResults.File(data, "text/csv; charset=utf-8", $"{NameOf(dossier)}.csv")
            : NoDossier;

    private static async Task<IResult> WorkbookAsync(
        string community, long id, ICommunityStore communities, IReconciliationStore kept, CancellationToken cancellation) =>
        await FindAsync(community, id, communities, kept, cancellation) is var (dossier, _, data)
            ? TypedResults.File(DossierWorkbook.Of(data), Workbook, $"{NameOf(dossier)}.xlsx")
            : NoDossier;

    private static async Task<(KeptDossier, byte[], byte[])?> FindAsync(
        string community, long id, ICommunityStore communities, IReconciliationStore kept, CancellationToken cancellation) =>
        await communities.FindAsync(community, cancellation) is { } found ? await kept.DossierAsync(found, id, cancellation) : null;

    private static string NameOf(KeptDossier dossier) => FormattableString.Invariant(
        $"dossier-{dossier.Number.Year}-{dossier.Number.Number:0000}-{dossier.Month.Year:0000}-{dossier.Month.Month:00}");

    private static IResult NotThere =>
        Problems.NotFound("Found no such discrepancy of that month now, expected one that reconciliation lists.");

    private static IResult NoDossier => Problems.NotFound("Found no such dossier, expected one that reconciliation lists.");

    /// <summary>Which discrepancy, in which language.</summary>
    internal sealed record DossierRequest(string? Discrepancy, string? Language);

    /// <summary>The dossier that was made.</summary>
    internal sealed record MadeView(long Id, string Number);
}
