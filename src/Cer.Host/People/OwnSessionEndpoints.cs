using Cer.Operations.People.Sessions;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.People;

/// <summary>Where a person is signed in, and how that ends.</summary>
internal static class OwnSessionEndpoints
{
    public static void MapOwnSessions(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/api/sessions").WithTags("Account").RequireSignedIn();
        own.MapGet("", ListAsync).WithSummary("Where the person is signed in, in words; this session first.");
        own.MapDelete("", EndOthersAsync).WithSummary("Ends every other session of the person; their devices are no longer known.");
        own.MapDelete("/{id:long}", EndAsync).WithSummary("Ends one session of the person; its device is no longer known.");
    }

    private static async Task<IResult> ListAsync(HttpContext context, ISessionStore sessions) => TypedResults.Ok(
        (await sessions.ListAsync(context.Person().Id, SessionCookie.TokenOf(context), context.RequestAborted))
            .Select(SessionView.Of).ToArray());

    private static async Task<IResult> EndOthersAsync(HttpContext context, ISessionStore sessions, IPeopleStore people)
    {
        var person = context.Person();
        var ended = await sessions.EndOthersAsync(person.Id, SessionCookie.TokenOf(context), context.RequestAborted);
        await people.NoteAsync(person.Signature, "other sessions ended", person.Id, context.RequestAborted);
        return TypedResults.Ok(new { Ended = ended });
    }

    private static async Task<IResult> EndAsync(HttpContext context, long id, ISessionStore sessions, IPeopleStore people)
    {
        var person = context.Person();
        if (!await sessions.EndAsync(person.Id, id, context.RequestAborted))
            return Answers.Problem("Found no such session, expected one of your own.", StatusCodes.Status404NotFound);
        await people.NoteAsync(person.Signature, "session ended", person.Id, context.RequestAborted);
        return TypedResults.NoContent();
    }

    private sealed record SessionView(
        long Id,
        bool Current,
        string? Way,
        string? Browser,
        string? System,
        string? Place,
        string? Network,
        string BeganAt,
        string SeenAt,
        string ExpiresAt)
    {
        public static SessionView Of(OpenSession session) => new(
            session.Id,
            session.IsThis,
            session.Way,
            session.Browser,
            session.System,
            session.Place,
            session.Network,
            Written(session.BeganAt),
            Written(session.SeenAt),
            Written(session.ExpiresAt));

        private static string Written(Instant at) => InstantPattern.General.Format(at);
    }
}
