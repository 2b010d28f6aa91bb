using System.Globalization;
using Cer.Host.People;
using Cer.Operations.Mine;
using Cer.Operations.Privacy;

namespace Cer.Host.Privacy;

/// <summary>The member that a session shows, and the way to what is held of it.</summary>
internal sealed record OwnMember(IHeldStore Store, SecretToken Token, MineProfile Profile)
{
    /// <summary>The member of the session; null when there is none, or no way to read it.</summary>
    public static async Task<OwnMember?> OpenAsync(HttpContext context)
    {
        if (context.RequestServices.GetService<ReadMine>() is not { } read
            || context.RequestServices.GetService<IHeldStore>() is not { } store
            || SessionCookie.TokenOf(context) is not { } token) return null;
        int? member = null;
        if (context.Request.Query["member"] is [{ } text])
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
            member = number;
        }

        return await read.ProfileAsync(token, member, context.RequestAborted) is { } profile
            ? new(store, token, profile) : null;
    }

    public static IResult Refusal(HttpContext context) => context.RequestServices.GetService<IHeldStore>() is null
        ? Answers.Problem(
            "Found no member_connection in the settings, expected one: ./install.sh writes it.",
            StatusCodes.Status503ServiceUnavailable)
        : Answers.Problem("Found no such member, expected your own.", StatusCodes.Status404NotFound);
}
