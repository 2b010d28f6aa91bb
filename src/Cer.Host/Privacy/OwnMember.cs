using Cer.Host.Mine;
using Cer.Operations.Mine;
using Cer.Operations.Privacy;

namespace Cer.Host.Privacy;

/// <summary>The member that a session shows, and the way to what is held of it.</summary>
internal sealed record OwnMember(IHeldStore Store, SecretToken Token, MineProfile Profile)
{
    /// <summary>The member of the session; null when there is none, or no way to read it.</summary>
    public static async Task<OwnMember?> OpenAsync(HttpContext context) =>
        context.RequestServices.GetService<IHeldStore>() is { } store && await OwnProfile.OpenAsync(context) is { } own
            ? new(store, own.Token, own.Profile)
            : null;

    public static IResult Refusal(HttpContext context) => OwnProfile.Refusal(context);
}
