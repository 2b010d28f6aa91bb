using System.Globalization;
using Cer.Host.Looks;
using Cer.Host.People;
using Cer.Operations.Looks;
using Cer.Operations.Mine;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cer.Host.Mine;

/// <summary>The member that a session shows: one's own, by <c>?member=</c> one of several, or by <c>?acting=</c> one for whom the person
/// acts by a delegation that runs. The database decides, anew with each call.</summary>
internal sealed record OwnProfile(ReadMine Read, SecretToken Token, MineProfile Profile)
{
    private const string Acting = "acting";

    /// <summary>Whether the call asks to act for another.</summary>
    public static bool IsActing(HttpContext context) => context.Request.Query.ContainsKey(Acting);

    /// <summary>The member of the session; null when there is none, or no way to read it.</summary>
    /// <remarks>Whoever looks for another is noted first: what cannot be noted is not answered.</remarks>
    public static async Task<OwnProfile?> OpenAsync(HttpContext context, LookKind kind = LookKind.Delegate)
    {
        if (context.RequestServices.GetService<ReadMine>() is not { } read
            || SessionCookie.TokenOf(context) is not { } token) return null;
        if (!Number(context, "member", out var member) || !Number(context, Acting, out var mandate)) return null;
        // A delegation is of one member: which, nobody needs to say.
        var of = mandate is not null ? null : member is > int.MaxValue ? -1 : (int?)member;
        if (await read.ProfileAsync(token, of, mandate, context.RequestAborted) is not { } profile) return null;
        if (profile.Mandate is not null)
        {
            await context.RequestServices.GetRequiredService<NoteLook>().RunForDelegateAsync(
                context.Person(), profile, kind, Looking.PageOf(context), context.RequestAborted);
        }

        return new(read, token, profile);
    }

    public static IResult Refusal(HttpContext context) => context.RequestServices.GetService<ReadMine>() is null
        ? Answers.Problem(
            "Found no member_connection in the settings, expected one: ./install.sh writes it.",
            StatusCodes.Status503ServiceUnavailable)
        : IsActing(context)
            ? Coded("Found no delegation of yours that runs today, expected one: its term may be over.", "delegation_over")
            : Answers.Problem("Found no such member, expected your own.", StatusCodes.Status404NotFound);

    /// <summary>What takes the member's own will is refused to whoever acts for it.</summary>
    public static IResult NotByDelegate { get; } = Coded(
        "Found somebody who acts for the member, expected the member itself: at the desk it may be done on paper.", "not_by_delegate");

    private static ProblemHttpResult Coded(string sentence, string code) => TypedResults.Problem(
        sentence, statusCode: StatusCodes.Status403Forbidden, extensions: new Dictionary<string, object?> { ["code"] = code });

    /// <summary>A number behind the question mark; null where none is asked for, false where something else stands.</summary>
    private static bool Number(HttpContext context, string name, out long? number)
    {
        number = null;
        if (!context.Request.Query.TryGetValue(name, out var told)) return true;
        if (told is not [{ } text] || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var read)) return false;
        number = read;
        return true;
    }
}
