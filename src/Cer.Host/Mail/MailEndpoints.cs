using Cer.Host.Looks;
using Cer.Host.People;
using Cer.Operations.Mail;
using Cer.Operations.Ports;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Cer.Host.Mail;

/// <summary>The letters of a community for its staff: a list with masked addresses, and each letter whole.</summary>
/// <remarks>Mapped below the community's group, whose guard they share.</remarks>
internal static class MailEndpoints
{
    private const int MostLetters = 200;

    // Whatever a letter holds runs no script, loads nothing and goes nowhere.
    private const string Sandbox =
        "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    public static void MapMail(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/mail").WithTags("Mail");
        group.MapGet("/", ListAsync).WithSummary("The newest letters, 200 at most; ?before=ID goes on.");
        group.MapGet("/{id:long}", LetterAsync).LooksAtLetter().WithSummary(
            "A letter with its headers, page, text and the names of its attachments.");
        group.MapGet("/{id:long}/html", HtmlAsync).LooksAtLetter().WithSummary("The letter's page by itself, sandboxed, for a frame.");
        group.MapGet("/{id:long}/attachments/{number:int}", AttachmentAsync).LooksAtLetter()
            .WithSummary("An attachment by its number, from 1.");
        group.MapHeldBack();
        group.MapPost("/{id:long}/retry", RetryAsync).WithSummary(
            "Puts a letter that failed, bounced or is uncertain into the queue again.");
    }

    private static async Task<Results<Ok<LetterRow[]>, ProblemHttpResult>> ListAsync(
        string community, long? before, ICommunityStore communities, ILetterStore letters, CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return NoCommunity();
        var listed = await letters.ListAsync(found, before, MostLetters, cancellation);
        return TypedResults.Ok(listed.Select(LetterRow.Of).ToArray());
    }

    private static async Task<Results<Ok<LetterView>, ProblemHttpResult>> LetterAsync(
        string community,
        long id,
        HttpContext context,
        ICommunityStore communities,
        ILetterStore letters,
        CancellationToken cancellation)
    {
        if (await FindAsync(community, id, communities, letters, cancellation) is not { } stored) return NoLetter();
        Guard(context);
        return TypedResults.Ok(LetterView.Of(stored, context.RequestServices.GetRequiredService<CurrentMail>().TryRead()));
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> HtmlAsync(
        string community,
        long id,
        HttpContext context,
        ICommunityStore communities,
        ILetterStore letters,
        CancellationToken cancellation)
    {
        if (await FindAsync(community, id, communities, letters, cancellation) is not { } stored) return NoLetter();
        Guard(context);
        return TypedResults.Text(stored.Letter.Html, "text/html; charset=utf-8");
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> AttachmentAsync(
        string community,
        long id,
        int number,
        HttpContext context,
        ICommunityStore communities,
        ILetterStore letters,
        CancellationToken cancellation)
    {
        if (await FindAsync(community, id, communities, letters, cancellation) is not { } stored) return NoLetter();
        if (number < 1 || number > stored.Letter.Attachments.Count)
            return TypedResults.Problem(
                $"Found no attachment of that number, expected 1 to {stored.Letter.Attachments.Count}.",
                statusCode: 404);
        var attachment = stored.Letter.Attachments[number - 1];
        Guard(context);
        return TypedResults.File(attachment.Bytes.ToArray(), attachment.MediaType, attachment.Name);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RetryAsync(
        string community,
        long id,
        HttpContext context,
        ICommunityStore communities,
        ILetterStore letters,
        CancellationToken cancellation)
    {
        if (await communities.FindAsync(community, cancellation) is not { } found) return NoCommunity();
        return await letters.RetryAsync(found, id, context.Person().Signature, cancellation) switch
        {
            null => NoLetter(),
            LetterState.Waiting => TypedResults.Problem(
                "Found a letter that waits to be sent, expected one that failed, bounced or is uncertain.",
                statusCode: 409),
            LetterState.Sent => TypedResults.Problem(
                "Found a letter that was sent, expected one that failed, bounced or is uncertain.", statusCode: 409),
            _ => TypedResults.NoContent(),
        };
    }

    private static async Task<StoredLetter?> FindAsync(
        string community, long id, ICommunityStore communities, ILetterStore letters, CancellationToken cancellation) =>
        await communities.FindAsync(
            community, cancellation) is { } found ? await letters.FindAsync(found, id, cancellation) : null;

    private static void Guard(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = Sandbox;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers[HeaderNames.CacheControl] = "no-store";
    }

    private static ProblemHttpResult NoCommunity() =>
        TypedResults.Problem("Found no such community, expected the code of one: /api/communities lists them.", statusCode: 404);

    private static ProblemHttpResult NoLetter() =>
        TypedResults.Problem("Found no such letter of the community, expected the number of one.", statusCode: 404);
}
