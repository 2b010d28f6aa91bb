using Cer.Host.Looks;
using Cer.Host.Paying;
using Cer.Host.People;
using Cer.Host.Viewing;
using Cer.Operations.Looks;
using Cer.Operations.Ports;
using Cer.Operations.Submitting;
using Cer.Workflows.Hosting;
using NodaTime;

namespace Cer.Host.Submitting;

/// <summary>Packages for GSE and ARERA: made, handed over or sent, answered, corrected.</summary>
internal static class SubmissionEndpoints
{
    private const int Most = 200;

    public static void MapSubmissions(this IEndpointRouteBuilder routes)
    {
        var staff = routes.MapGroup("/api/communities/{community}/submissions").WithTags("Submissions")
            .AddEndpointFilter(Answers.TellFaultsAsync).RequireStaff();
        staff.MapGet("", ListAsync)
            .WithSummary("The packages, the newest month first, 200 at most; and whether there is a way to send.");
        staff.MapGet("/{id:int}", OneAsync).WithSummary("A package with its checklist, its files and what happened to it.");
        staff.MapGet("/{id:int}/files/{number:int}", FileAsync).LooksAtAll(LookKind.Members)
            .WithSummary("A file of a package by its number, byte for byte as it was handed over or sent.");
        staff.MapPost("", PrepareAsync)
            .WithSummary("Makes the package of a month and kind; the one that is there when there is one.");
        staff.MapPost("/{id:int}/hand-over", HandOverAsync).WithSummary("Notes that somebody brought the files to the portal.");
        staff.MapPost("/{id:int}/receipt", ReceiptAsync).WithSummary("Notes the protocol number that the portal gave.");
        staff.MapPost("/{id:int}/feedback", FeedbackAsync)
            .WithSummary("Notes what the portal answered: accepted, or rejected with reasons.");
        staff.MapPost("/{id:int}/send", SendAsync).WithSummary("Sends it over the network, or asks how it stands there.");
        staff.MapPost("/{id:int}/correct", CorrectAsync).WithSummary("Makes it anew as the next revision, with the reason.");
    }

    private static async Task<IResult> ListAsync(
        string community, ICommunityStore communities, ISubmissionStore store, ISubmissionWay way, CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        var listed = await store.ListAsync(found, Most, cancellation);
        return TypedResults.Ok(new SubmissionList(way.Closed is null, way.Closed, [.. listed.Select(SubmissionView.Of)]));
    }

    private static async Task<IResult> OneAsync(
        string community, int id, ICommunityStore communities, ISubmissionStore store, CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return Problems.NoCommunity;
        return await store.FindAsync(found, id, cancellation) is { } one ? TypedResults.Ok(SubmissionView.Of(one)) : NoPackage;
    }

    private static async Task<IResult> FileAsync(
        string community, int id, int number, HttpContext context, ICommunityStore communities, ISubmissionStore store)
    {
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        var files = await store.FilesAsync(found, id, context.RequestAborted);
        if (number < 1 || number > files.Count) return NoPackage;
        var file = files[number - 1];
        if (file.Bytes.IsEmpty)
            return Answers.Problem(
                "Found a file whose time is over (ten years), expected a younger one: its hash is kept.", StatusCodes.Status410Gone);
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return TypedResults.File(file.Bytes.ToArray(), file.MediaType, file.Name);
    }

    private static async Task<IResult> PrepareAsync(
        string community, HttpContext context, ICommunityStore communities, PrepareSubmission prepare)
    {
        var request = await JsonBody.ReadAsync<PrepareRequest>(context);
        if (Asked.Month(request.Month) is not { Month: { } month })
            return Problems.Bad("Found no month, expected one such as 2026-10.");
        if (SubmissionWords.Kind(request.Kind) is not { } kind)
            return Problems.Bad($"Found another kind, expected {string.Join('|', SubmissionWords.Kinds)}.");
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        return Told(await prepare.RunAsync(
            found, new YearMonth(month.Year, month.Month), kind, context.Person().Signature, context.RequestAborted));
    }

    private static async Task<IResult> HandOverAsync(
        string community, int id, HttpContext context, ICommunityStore communities, HandOver hand, InstanceDesk flows)
    {
        var request = await JsonBody.ReadAsync<HandOverRequest>(context);
        if (request.Protocol is not null) EntryRequest.Text(request.Protocol, "protocol", HandOver.LongestProtocol);
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        var who = context.Person().Signature;
        var outcome = await hand.RunAsync(found, id, request.Note, who, context.RequestAborted);
        if (outcome is SendOutcome.Stands && request.Protocol is { } protocol)
            outcome = await hand.ReceiveAsync(found, id, protocol, who, context.RequestAborted);
        return await ToldAsync(outcome, found, flows);
    }

    private static async Task<IResult> ReceiptAsync(
        string community, int id, HttpContext context, ICommunityStore communities, HandOver hand, InstanceDesk flows)
    {
        var request = await JsonBody.ReadAsync<ReceiptRequest>(context);
        var protocol = EntryRequest.Text(request.Protocol, "protocol", HandOver.LongestProtocol);
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        return await ToldAsync(
            await hand.ReceiveAsync(found, id, protocol, context.Person().Signature, context.RequestAborted), found, flows);
    }

    private static async Task<IResult> FeedbackAsync(
        string community, int id, HttpContext context, ICommunityStore communities, HandOver hand, InstanceDesk flows)
    {
        var request = await JsonBody.ReadAsync<FeedbackRequest>(context);
        if (request.Accepted is not { } accepted) return Problems.Bad("Found no accepted, expected true or false.");
        var reasons = (request.Reasons ?? [])
            .Select(one => new FieldReason(one?.Field ?? "", one?.Code ?? "", one?.Text ?? "")).ToArray();
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        return await ToldAsync(
            await hand.JudgeAsync(found, id, accepted, reasons, context.Person().Signature, context.RequestAborted), found, flows);
    }

    private static async Task<IResult> SendAsync(
        string community, int id, HttpContext context, ICommunityStore communities, SendSubmission send, InstanceDesk flows)
    {
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        return await ToldAsync(await send.RunAsync(found, id, context.Person().Signature, context.RequestAborted), found, flows);
    }

    private static async Task<IResult> CorrectAsync(
        string community, int id, HttpContext context, ICommunityStore communities, PrepareSubmission prepare)
    {
        var request = await JsonBody.ReadAsync<CorrectRequest>(context);
        var reason = EntryRequest.Text(request.Reason, "reason", PrepareSubmission.LongestReason);
        if (await communities.FindAsync(community, context.RequestAborted) is not { } found) return Problems.NoCommunity;
        return Told(await prepare.CorrectAsync(found, id, reason, context.Person().Signature, context.RequestAborted));
    }

    private static IResult Told(PrepareOutcome outcome) => outcome switch
    {
        PrepareOutcome.Ready { IsNew: true } ready =>
            TypedResults.Json(SubmissionView.Of(ready.Submission), statusCode: StatusCodes.Status201Created),
        PrepareOutcome.Ready ready => TypedResults.Ok(SubmissionView.Of(ready.Submission)),
        PrepareOutcome.Lacking lacking => Answers.Problem(
            string.Join(' ', lacking.Problems.Take(20)), StatusCodes.Status409Conflict),
        PrepareOutcome.Refused refused => Answers.Problem(refused.Sentence, StatusCodes.Status409Conflict),
        _ => NoPackage,
    };

    private static async Task<IResult> ToldAsync(SendOutcome outcome, CommunityId community, InstanceDesk flows)
    {
        switch (outcome)
        {
            case SendOutcome.Stands stands:
                await flows.PublishAsync(
                    community.Value, SubmissionEvents.Changed(stands.Submission.Id), null, null, CancellationToken.None);
                return TypedResults.Ok(SubmissionView.Of(stands.Submission) with { Problem = stands.Problem });
            case SendOutcome.Refused refused:
                return Answers.Problem(refused.Sentence, StatusCodes.Status409Conflict);
            case SendOutcome.Busy:
                return Answers.Problem(
                    "Found a package that somebody else is at just now, expected one that nobody is.",
                    StatusCodes.Status409Conflict);
            default:
                return NoPackage;
        }
    }

    private static IResult NoPackage => Problems.NotFound("Found no such package or file, expected one that the list names.");
}
