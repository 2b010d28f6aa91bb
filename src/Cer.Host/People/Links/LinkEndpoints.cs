using Cer.Operations.People.Links;
using NodaTime;

namespace Cer.Host.People.Links;

/// <summary>Links by mail for members: asked for, and used once.</summary>
internal static class LinkEndpoints
{
    public const string Page = "accesso";

    public static void MapLinks(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("/api/session/link").WithTags("Session").OpenToAll().AddEndpointFilter(Answers.TellFaultsAsync);
        open.MapPost("", AskAsync)
            .WithSummary("Asks for a link by mail, for members alone; the answer is the same whether there is such a member or not.");
        open.MapPost("/enter", EnterAsync).WithSummary("Enters by the token of a link, once.");
    }

    private static async Task<IResult> AskAsync(
        HttpContext context,
        PublicPlace place,
        LinkWishes wishes,
        IAttemptStore attempts,
        ISessionStore sessions,
        TimeProvider time)
    {
        var asked = JsonBody.Needed((await JsonBody.ReadAsync<Wish>(context)).Login, "login");
        if (place.PageOf(Page) is not { } page)
            return Answers.Problem(
                "Found no public_url in the settings, expected one: without it no letter can name an address.",
                StatusCodes.Status409Conflict);
        var visitor = context.Visitor();
        // A device that somebody used before is not one of a flood, wherever it comes from.
        var isKnown = visitor.Device is { } device && await sessions.KnowsAsync(device, null, context.RequestAborted);
        if (!isKnown && await attempts.BeginAsync(
            AttemptKey.OfLinks(asked.Trim().ToLowerInvariant(), visitor.Address), Instant.FromDateTimeOffset(time.GetUtcNow()),
                context.RequestAborted) is { } wait)
            return Answers.TooOften(context, wait);
        wishes.Add(new(asked, visitor, page));
        return TypedResults.Accepted((string?)null);
    }

    private static async Task<IResult> EnterAsync(
        HttpContext context, EnterByLink enter, ISessionStore sessions, SessionCookie cookie)
    {
        var asked = await JsonBody.ReadAsync<Shown>(context);
        var outcome = SecretToken.Of(JsonBody.Needed(asked.Token, "token")) is { } token
            ? await enter.RunAsync(token, asked.Code, context.Visitor(), context.RequestAborted)
            : new SignInOutcome.Wrong();
        return await SessionEndpoints.AnswerAsync(
            context, outcome, "Found a link that was used or is over, expected a fresh one: ask for another.", sessions, cookie);
    }

    private sealed record Wish(string? Login);

    private sealed record Shown(string? Token, string? Code);
}
