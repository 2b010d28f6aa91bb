using Cer.Host.Looks;
using System.Text;
using Cer.Host.People;
using Cer.Operations.Documents;
using Cer.Operations.Ports;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace Cer.Host.Documents;

/// <summary>The archive of documents and the jobs that fill it.</summary>
internal static class DocumentEndpoints
{
    // A preview is a document, not a page of ours: it may run nothing and fetch nothing.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox";

    public static void MapDocuments(this IEndpointRouteBuilder routes)
    {
        var staff = routes.MapGroup("/api/communities/{community}").WithTags("Documents").RequireStaff();
        staff.MapGet("/documents", ListAsync).WithSummary("The documents of a community, the newest first.");
        staff.MapPost("/documents", OrderAsync).WithSummary("Orders documents of a settled month.");
        staff.MapSending();
        staff.MapGet("/jobs/{job:long}", JobAsync).WithSummary("How far a job has come.");
        staff.MapDelete("/jobs/{job:long}", CancelAsync).WithSummary("Ends a job; what it made stays.");
        var each = routes.MapGroup("/api/documents/{id:long}").WithTags("Documents").RequireSignedIn();
        each.MapGet("", PdfAsync).LooksAtDocument().WithSummary("A document as PDF.");
        each.MapGet("/preview", PreviewAsync).LooksAtDocument().WithSummary("The same document as HTML.");
        each.MapGet("/hours.csv", HoursAsync).LooksAtDocument().WithSummary("The hours behind it.");
    }

    private static async Task<Results<Ok<DocumentView[]>, ProblemHttpResult>> ListAsync(
        string community,
        IDocumentArchive archive,
        SentDocuments sent,
        ICommunityStore communities,
        CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return NoCommunity();
        var definition = await communities.LoadAsync(found, null, cancellation);
        var names = (definition?.Community.Members ?? [])
            .ToDictionary(member => member.Id, member => member.Name, StringComparer.Ordinal);
        var documents = await archive.ListAsync(found, null, null, cancellation);
        var letters = await sent.AllAsync(found, cancellation);
        return TypedResults.Ok(documents.Select(document =>
            DocumentView.From(document, names, letters.GetValueOrDefault(document.Id))).ToArray());
    }

    private static async Task<Results<Accepted<JobView>, ProblemHttpResult>> OrderAsync(
        string community,
        DocumentRequest request,
        HttpContext context,
        IDocumentJobs jobs,
        ICommunityStore communities,
        IRunStore runs,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return NoCommunity();
        var (order, fault) = request.Read();
        if (order is null) return TypedResults.Problem(fault, statusCode: 400);
        if ((await runs.MonthsAsync(found, cancellation)).All(row => row.Settled.Month != order.Month))
            return TypedResults.Problem($"Found no settlement of {request.Month}, expected a month that was settled.", statusCode: 409);
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var job = await jobs.AddAsync(found, order, context.Person().Signature, now, cancellation);
        return TypedResults.Accepted((string?)null, JobView.From(job));
    }

    private static async Task<Results<Ok<JobView>, ProblemHttpResult>> JobAsync(
        string community, long job, IDocumentJobs jobs, ICommunityStore communities, CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return NoCommunity();
        return await jobs.FindAsync(found, job, cancellation) is { } known
            ? TypedResults.Ok(JobView.From(known))
            : TypedResults.Problem("Found no such job, expected one of this community.", statusCode: 404);
    }

    private static async Task<Results<Ok<JobView>, ProblemHttpResult>> CancelAsync(
        string community,
        long job,
        IDocumentJobs jobs,
        ICommunityStore communities,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is { } found)
            await jobs.CancelAsync(found, job, Instant.FromDateTimeOffset(time.GetUtcNow()), cancellation);
        return await JobAsync(community, job, jobs, communities, cancellation);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> PdfAsync(
        long id, HttpContext context, IDocumentArchive archive, ICommunityStore communities, CancellationToken cancellation) =>
        await FindAsync(id, context, archive, communities, cancellation) is { } document
            ? TypedResults.File(
                await archive.PdfAsync(document, cancellation), "application/pdf", DocumentName.Of(document) + ".pdf")
            : NoDocument();

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> PreviewAsync(
        long id, HttpContext context, IDocumentArchive archive, ICommunityStore communities, CancellationToken cancellation)
    {
        if (await FindAsync(id, context, archive, communities, cancellation) is not { } document) return NoDocument();
        context.Response.Headers.ContentSecurityPolicy = Policy;
        return TypedResults.Content(await archive.HtmlAsync(document, cancellation), "text/html", Encoding.UTF8);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> HoursAsync(
        long id, HttpContext context, IDocumentArchive archive, ICommunityStore communities, CancellationToken cancellation) =>
        await FindAsync(id, context, archive, communities, cancellation) is { } document
            ? TypedResults.File(
                await archive.HoursAsync(document, cancellation), "text/csv; charset=utf-8", DocumentName.Of(document) + ".csv")
            : NoDocument();

    /// <summary>A document that the person may open; one that is somebody else's is not there.</summary>
    private static async Task<ArchivedDocument?> FindAsync(
        long id, HttpContext context, IDocumentArchive archive, ICommunityStore communities, CancellationToken cancellation)
    {
        var known = await communities.ListAsync(cancellation);
        var found = await archive.FindAsync([.. known.Select(community => community.Id)], id, cancellation);
        return found is not null && await context.MayOpenAsync(found) ? found : null;
    }

    private static ProblemHttpResult NoCommunity() =>
        TypedResults.Problem("Found no such community, expected the code of one.", statusCode: 404);

    private static ProblemHttpResult NoDocument() =>
        TypedResults.Problem("Found no such document, expected one of the archive.", statusCode: 404);
}
