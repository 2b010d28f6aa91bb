using Cer.Operations.People.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime.Text;

namespace Cer.Host.People;

/// <summary>Sign-in, sign-out, and invites.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("/api").WithTags("Session").OpenToAll().AddEndpointFilter(Answers.TellFaultsAsync);
        open.MapPost("/session", SignInAsync)
            .WithSummary("Signs in by login, password and, where the person has an app, its code.");
        open.MapDelete("/session", SignOutAsync).WithSummary("Signs out.");
        open.MapGet("/invites/{token}", InviteAsync).WithSummary("An invite that can still be accepted.");
        open.MapPost("/invites/{token}", AcceptAsync).WithSummary("Accepts an invite, once, with a password.");
        routes.MapGet("/api/session", async (HttpContext context, CancellationToken _) =>
        {
            var session = context.CameFromHome() ? null : SessionCookie.TokenOf(context);
            var me = await Me.OfAsync(context, context.Person(), session);
            return TypedResults.Ok(me with { Home = context.CameFromHome() });
        })
            .WithTags("Session").WithSummary("Who is signed in.").RequireSignedIn();
    }

    private static async Task<IResult> SignInAsync(
        HttpContext context, SignIn signIn, ISessionStore sessions, SessionCookie cookie)
    {
        var asked = await JsonBody.ReadAsync<Credentials>(context);
        var outcome = await signIn.RunAsync(
            JsonBody.Needed(asked.Login, "login"),
            JsonBody.Needed(asked.Password, "password"),
            asked.Code,
            context.Visitor(),
            context.RequestAborted);
        return await AnswerAsync(
            context,
            outcome,
            "Found a wrong login or password, expected those of a person who may sign in.",
            sessions,
            cookie);
    }

    /// <summary>What became of somebody who wanted in, whichever way.</summary>
    public static async Task<IResult> AnswerAsync(
        HttpContext context, SignInOutcome outcome, string wrong, ISessionStore sessions, SessionCookie cookie) =>
        outcome switch
        {
            SignInOutcome.Welcome welcome => await WelcomeAsync(context, welcome.Entered, sessions, cookie),
            SignInOutcome.CodeNeeded =>
                Refused("Found no code, expected the one that your app shows now.", codeNeeded: true),
            SignInOutcome.WrongCode =>
                Refused("Found another code or one that was used, expected the one that your app shows now.",
                codeNeeded: true),
            SignInOutcome.TooOften tooOften => Answers.TooOften(context, tooOften.Wait),
            _ => Refused(wrong, codeNeeded: false),
        };

    private static async Task<IResult> SignOutAsync(HttpContext context, ISessionStore sessions, SessionCookie cookie)
    {
        if (SessionCookie.TokenOf(context) is { } token) await sessions.EndAsync(token, context.RequestAborted);
        cookie.Take(context);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> InviteAsync(HttpContext context, string token, IPeopleStore people)
    {
        context.Response.Headers.CacheControl = "no-store";
        return SecretToken.Of(token) is { } shown
            && await people.FindInviteAsync(shown, context.RequestAborted) is { } invite
            ? TypedResults.Ok(
                new { invite.Login, invite.Name, ExpiresAt = InstantPattern.General.Format(invite.ExpiresAt) })
            : NoInvite();
    }

    private static async Task<IResult> AcceptAsync(
        HttpContext context, string token, OwnAccount account, ISessionStore sessions, SessionCookie cookie)
    {
        var asked = await JsonBody.ReadAsync<FirstPassword>(context);
        var password = JsonBody.Needed(asked.Password, "password");
        if (SecretToken.Of(token) is not { } shown) return NoInvite();
        return await account.AcceptAsync(shown, password, context.Visitor(), context.RequestAborted) switch
        {
            AccountOutcome.Done { Entered: { } begun } => await WelcomeAsync(context, begun, sessions, cookie),
            AccountOutcome.Refused refused => Answers.Problem(refused.Sentence, StatusCodes.Status400BadRequest, refused.Field),
            _ => NoInvite(),
        };
    }

    /// <summary>The browser gets a token it never had; the one it came with, whoever gave it, ends.</summary>
    private static async Task<IResult> WelcomeAsync(
        HttpContext context, Entered entered, ISessionStore sessions, SessionCookie cookie)
    {
        if (SessionCookie.TokenOf(context) is { } before) await sessions.EndAsync(before, context.RequestAborted);
        var person = await sessions.FindAsync(entered.Session, context.RequestAborted);
        if (person is null) return Refused(
            "Found an account that was closed just now, expected one that is open.", codeNeeded: false);
        cookie.Give(context, entered);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await Me.OfAsync(context, person, entered.Session));
    }

    private static IResult NoInvite() => Answers.Problem(
        "Found no such invite, expected one that is open: ask whoever runs the house for another.",
            StatusCodes.Status404NotFound);

    private static ProblemHttpResult Refused(string sentence, bool codeNeeded) => TypedResults.Problem(
        detail: sentence,
        statusCode: StatusCodes.Status401Unauthorized,
        extensions: new Dictionary<string, object?> { ["codeNeeded"] = codeNeeded });

    private sealed record Credentials(string? Login, string? Password, string? Code);

    private sealed record FirstPassword(string? Password);
}
