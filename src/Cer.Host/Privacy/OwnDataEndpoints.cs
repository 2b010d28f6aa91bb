using Cer.Host.Desk;
using Cer.Host.Mine;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Privacy;

namespace Cer.Host.Privacy;

/// <summary>What a member may know and ask of its own data; whoever is bound to several names one by <c>?member=</c>.</summary>
/// <remarks>Who acts for it may contest amounts and follow that: all else takes the member's own will (ADR 0168).</remarks>
internal static class OwnDataEndpoints
{
    private const int MostLooks = 200;
    private const int MostLooksInTable = 5000;

    public static void MapOwnData(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/mine").WithTags("Mine").RequireRoles(Role.Member, Role.Delegate)
            .AddEndpointFilter(Answers.TellFaultsAsync);
        group.MapGet("/looks", GetLooksAsync)
            .WithSummary("Who of the staff asked for your data, 200 at most; ?before=ID goes on, ?format=csv for a table.");
        group.MapGet("/export", ExportAsync).WithSummary("All that is held of you, as a ZIP of CSV, JSON and PDF.");
        group.MapGet("/papers", GetPapersAsync).WithSummary("The scans of your papers that the desk keeps.");
        group.MapGet("/papers/{paper:int}", OpenPaperAsync).WithSummary("One of them, to be saved.");
        group.MapGet("/requests", GetRequestsAsync).WithSummary("What you asked, and what was answered.");
        group.MapPost("/requests", AskAsync).WithSummary("Asks to leave, to be erased, or contests an amount.");
        group.MapPost("/requests/{id:long}/steps", SayAsync).WithSummary("Says more to a request of yours, or takes it back.");
    }

    private static async Task<IResult> GetLooksAsync(HttpContext context, string? format, string? before)
    {
        var (csv, problem) = Asked.Format(format);
        if (problem is not null) return problem;
        long? from = null;
        if (!string.IsNullOrEmpty(before))
        {
            if (!long.TryParse(before, System.Globalization.NumberStyles.None, null, out var number))
                return Problems.Bad("Found another number in before, expected that of a look.");
            from = number;
        }

        if (await OwnMember.OpenAsync(context) is not { } own) return OwnMember.Refusal(context);
        var looks = await own.Store.LooksAsync(
            own.Token, own.Profile, from, csv ? MostLooksInTable : MostLooks, context.RequestAborted);
        LookView[] views = [.. looks.Select(LookView.Of)];
        return csv ? ItalianCsv.Of("accessi-ai-miei-dati", LookView.Columns, views) : TypedResults.Ok(views);
    }

    private static async Task<IResult> ExportAsync(HttpContext context, ExportPlaces places)
    {
        if (await OwnMember.OpenAsync(context) is not { } own) return OwnMember.Refusal(context);
        if (own.Profile.Mandate is not null) return OwnProfile.NotByDelegate;
        using var place = places.Take(context.Person().Id);
        if (place is null)
        {
            context.Response.Headers.RetryAfter = "10";
            return Answers.Problem(
                "Found other exports being made, expected a moment's patience.", StatusCodes.Status429TooManyRequests);
        }

        // Into a file first: what goes wrong is told before the answer begins, and nobody's slow line holds the database.
        var file = new FileStream(
            Path.GetTempFileName(),
            FileMode.Create,
            FileAccess.ReadWrite,
            FileShare.None,
            bufferSize: 64 * 1024,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await own.Store.ExportAsync(own.Token, own.Profile, file, context.RequestAborted);
            file.Position = 0;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }

        return TypedResults.File(file, "application/zip", "i-miei-dati.zip");
    }

    private static async Task<IResult> GetPapersAsync(HttpContext context, CancellationToken cancellation)
    {
        if (await OwnMember.OpenAsync(context) is not { } own) return OwnMember.Refusal(context);
        if (own.Profile.Mandate is not null) return OwnProfile.NotByDelegate;
        var papers = await own.Store.PapersAsync(own.Token, own.Profile, cancellation);
        return TypedResults.Ok(papers.Select(paper => new
        {
            paper.Id,
            Of = paper.IsOfDelegation ? "delegation" : "act",
            Type = paper.Type.Ending,
            paper.Bytes,
            paper.At,
        }).ToArray());
    }

    private static async Task<IResult> OpenPaperAsync(HttpContext context, int paper)
    {
        if (await OwnMember.OpenAsync(context) is not { } own) return OwnMember.Refusal(context);
        if (own.Profile.Mandate is not null) return OwnProfile.NotByDelegate;
        return await PaperFile.AnswerAsync(
            context, paper, output => own.Store.PaperAsync(own.Token, own.Profile, paper, output, context.RequestAborted))
            ?? Problems.NotFound("Found no such scan of yours, expected one that is still kept.");
    }

    private static async Task<IResult> GetRequestsAsync(HttpContext context, CancellationToken cancellation)
    {
        if (await OwnMember.OpenAsync(context) is not { } own) return OwnMember.Refusal(context);
        var requests = await own.Store.RequestsAsync(own.Token, own.Profile, cancellation);
        return TypedResults.Ok(requests.Select(request => RequestView.Of(request, null)).ToArray());
    }

    private static async Task<IResult> AskAsync(HttpContext context, IRequestStore requests)
    {
        var asked = (await JsonBody.ReadAsync<RequestForm>(context)).Read();
        if (await OwnMember.OpenAsync(context) is not { } own) return OwnMember.Refusal(context);
        if (own.Profile.Mandate is not null && asked.Kind != "amount") return OwnProfile.NotByDelegate;
        return await requests.AddAsync(
            own.Profile.Community,
            own.Profile.Member,
            context.Person().Id,
            own.Profile.Mandate,
            asked,
            context.RequestAborted) is { } id
            ? TypedResults.Json(new { Id = id }, statusCode: StatusCodes.Status201Created)
            : Answers.Problem(
                "Found as many open requests as there may be, expected that some are answered first.",
                StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> SayAsync(HttpContext context, long id, IRequestStore requests)
    {
        var asked = await JsonBody.ReadAsync<StepForm>(context);
        var (state, text) = asked.Read("open", "withdrawn");
        if (await OwnMember.OpenAsync(context) is not { } own) return OwnMember.Refusal(context);
        return StepForm.Answer(await requests.SayAsync(
            own.Profile.Community,
            id,
            own.Profile.Member,
            context.Person().Id,
            own.Profile.Mandate,
            state,
            text,
            context.RequestAborted));
    }
}
