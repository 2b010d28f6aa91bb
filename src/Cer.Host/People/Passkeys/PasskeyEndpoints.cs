using System.Text.Json;
using Cer.Operations.People.News;
using Cer.Operations.People.Passkeys;
using Cer.Operations.People.Sessions;
using NodaTime.Text;

namespace Cer.Host.People.Passkeys;

/// <summary>Passkeys: entering by one, and those in one's profile.</summary>
internal static class PasskeyEndpoints
{
    private const int LongestName = 80;

    public static void MapPasskeys(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("/api/session/passkey").WithTags("Session").OpenToAll().AddEndpointFilter(Answers.TellFaultsAsync);
        open.MapPost("/options", AskToEnterAsync).WithSummary("What the page asks a passkey, to enter.");
        open.MapPost("", EnterAsync).WithSummary("Enters by the answer of a passkey, once.");
        var own = routes.MapGroup("/api/passkeys").WithTags("Account").RequireSignedIn().AddEndpointFilter(Answers.TellFaultsAsync);
        own.MapGet("", ListAsync).WithSummary("The person's passkeys, and when each was last used.");
        own.MapPost("/options", AskToAddAsync).WithSummary("What the page asks a device, to add a passkey; the password and the code "
            + "of an app come with it, or the answer of another passkey.");
        own.MapPost("", AddAsync).WithSummary("Adds the passkey that answered.");
        own.MapPut("/{id:long}", RenameAsync).WithSummary("Calls a passkey otherwise.");
        own.MapDelete("/{id:long}", RemoveAsync).WithSummary("Removes a passkey: it opens nothing any more.");
    }

    private static async Task<IResult> AskToEnterAsync(HttpContext context, PublicPlace place, PasskeyCeremony ceremony)
    {
        var (origin, why) = place.Passkeys(context);
        return origin is null ? Impossible(why!) : (await ceremony.AskToEnterAsync(context, origin)).Answer(context);
    }

    private static async Task<IResult> EnterAsync(
        HttpContext context,
        PublicPlace place,
        PasskeyCeremony ceremony,
        Entrance entrance,
        ISessionStore sessions,
        SessionCookie cookie)
    {
        var asked = await JsonBody.ReadAsync<Answered>(context);
        var (origin, why) = place.Passkeys(context);
        if (origin is null) return Impossible(why!);
        // Nothing is guessed here, so nothing is counted: an answer fits a question of ours and a key of theirs, or it does not.
        var person = await ceremony.EnteredAsync(
            context, origin, Credential(asked.Credential), JsonBody.Needed(asked.State, "state"));
        SignInOutcome outcome = person is { } known
            ? new SignInOutcome.Welcome(
                await entrance.OpenAsync(known, context.Visitor(), SignInWay.Passkey, context.RequestAborted))
            : new SignInOutcome.Wrong();
        return await SessionEndpoints.AnswerAsync(
            context,
            outcome,
            "Found a passkey that is not known here or an answer to another question, expected one of the profile, asked just now.",
            sessions,
            cookie);
    }

    private static async Task<IResult> ListAsync(HttpContext context, IPasskeyStore passkeys) => TypedResults.Ok(
        (await passkeys.ListAsync(context.Person().Id, context.RequestAborted)).Select(one => new
        {
            one.Id,
            one.Name,
            one.Synchronised,
            one.Domain,
            MadeAt = InstantPattern.General.Format(one.MadeAt),
            UsedAt = one.UsedAt is { } used ? InstantPattern.General.Format(used) : null,
        }).ToArray());

    private static async Task<IResult> AskToAddAsync(
        HttpContext context, PublicPlace place, PasskeyCeremony ceremony, IPasskeyStore passkeys, FreshProof proof)
    {
        var asked = await JsonBody.ReadAsync<ShownProof>(context);
        var (origin, why) = place.Passkeys(context);
        if (origin is null) return Impossible(why!);
        if (await proof.RefusalAsync(context, asked) is { } refusal) return refusal;
        return await passkeys.OwnerAsync(context.Person().Id, context.RequestAborted) is { } owner
            ? (await ceremony.AskToAddAsync(context, origin, owner)).Answer(context)
            : NotAdded();
    }

    private static async Task<IResult> AddAsync(
        HttpContext context, PublicPlace place, PasskeyCeremony ceremony, IPasskeyStore passkeys, TellOwner tell)
    {
        var asked = await JsonBody.ReadAsync<Added>(context);
        var name = NameOf(asked.Name);
        var (origin, why) = place.Passkeys(context);
        if (origin is null) return Impossible(why!);
        var person = context.Person();
        if (await passkeys.OwnerAsync(person.Id, context.RequestAborted) is not { } owner
            || await ceremony.AddedAsync(
                context, origin, owner, Credential(asked.Credential), JsonBody.Needed(asked.State, "state")) is not { } added
            || await tell.WithAsync(
                () => passkeys.AddAsync(
                    person.Id, added.Passkey, name, added.Challenge, person.Signature, context.RequestAborted),
                made => made is null ? null : person.Id,
                AccountNews.PasskeyAdded,
                context.RequestAborted) is not { } id)
            return NotAdded();
        return TypedResults.Json(new { Id = id }, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> RenameAsync(HttpContext context, long id, IPasskeyStore passkeys)
    {
        var name = NameOf((await JsonBody.ReadAsync<Renamed>(context)).Name);
        return await passkeys.RenameAsync(context.Person().Id, id, name, context.RequestAborted)
            ? TypedResults.NoContent()
            : NoPasskey();
    }

    private static async Task<IResult> RemoveAsync(HttpContext context, long id, IPasskeyStore passkeys, TellOwner tell)
    {
        var person = context.Person();
        return await tell.WithAsync(
            () => passkeys.RemoveAsync(person.Id, id, person.Signature, context.RequestAborted),
            removed => removed ? person.Id : null,
            AccountNews.PasskeyRemoved,
            context.RequestAborted) ? TypedResults.NoContent() : NoPasskey();
    }

    private static string NameOf(string? name) => name?.Trim() is { Length: > 0 and <= LongestName } said
        ? said
        : throw new BadHttpRequestException($"Found no name or a long one, expected 1 to {LongestName} characters.");

    private static string Credential(JsonElement? credential) => credential is { ValueKind: JsonValueKind.Object } answer
        ? answer.GetRawText()
        : throw new BadHttpRequestException("Found no credential, expected the answer of a passkey as a JSON object.");

    private static IResult Impossible(string why) => Answers.Problem(PublicPlace.Sentence(why), StatusCodes.Status409Conflict);

    private static IResult NoPasskey() =>
        Answers.Problem("Found no such passkey, expected one of your own.", StatusCodes.Status404NotFound);

    private static IResult NotAdded() => Answers.Problem(
        "Found an answer to another question or ten passkeys already, expected a device that answers now.",
        StatusCodes.Status400BadRequest);

    private sealed record Answered(JsonElement? Credential, string? State);

    private sealed record Added(string? Name, JsonElement? Credential, string? State);

    private sealed record Renamed(string? Name);
}
