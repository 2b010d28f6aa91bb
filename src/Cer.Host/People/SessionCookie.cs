using System.Security.Cryptography;
using System.Text;
using Cer.Host.Ingress;
using Cer.Operations.Ingress;
using Cer.Operations.People.Sessions;

namespace Cer.Host.People;

/// <summary>The cookies that hold the token of a session, and what the browser is known by.</summary>
internal sealed class SessionCookie(ISessionStore sessions, IHomeUserStore homeUsers, BasePath basePath)
{
    public const string Name = "cer_session";

    public const string DeviceName = "cer_device";

    /// <summary>How long a browser is known.</summary>
    public static readonly TimeSpan DeviceLife = TimeSpan.FromDays(365);

    /// <summary>How long the browser keeps it; the store ends a session earlier when nobody uses it.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    public static SecretToken? TokenOf(HttpContext context) => SecretToken.Of(context.Request.Cookies[NameOf(context, Name)]);

    /// <summary>What the browser was given when somebody signed in there; null when nobody did.</summary>
    public static SecretToken? DeviceOf(HttpContext context) => SecretToken.Of(context.Request.Cookies[NameOf(context, DeviceName)]);

    /// <summary>
    /// The person whose session the cookie holds, or as whom the user of Home Assistant enters; remembered for the
    /// request, null when nobody is signed in.
    /// </summary>
    public async Task<Person?> PersonAsync(HttpContext context)
    {
        if (IngressCall.Of(context)?.User is { } user && await homeUsers.FindAsync(user, context.RequestAborted) is { } linked)
        {
            context.SetPerson(linked, fromHome: true);
            return linked;
        }

        if (TokenOf(context) is not { } token) return null;
        if (await sessions.FindAsync(token, context.RequestAborted) is not { } person) return null;
        context.SetPerson(person);
        return person;
    }

    public void Give(HttpContext context, Entered entered)
    {
        context.Response.Cookies.Append(NameOf(context, Name), entered.Session.Text, Options(context, Life));
        context.Response.Cookies.Append(NameOf(context, DeviceName), entered.Device.Text, Options(context, DeviceLife));
    }

    /// <summary>Signs out: the browser stays known.</summary>
    public void Take(HttpContext context) => context.Response.Cookies.Delete(NameOf(context, Name), Options(context, null));

    // Home Assistant lets users take turns in one browser, whose cookies stay: each has one of its own.
    private static string NameOf(HttpContext context, string name) => IngressCall.Of(context)?.User is { } user
        ? $"{name}_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(user.Id)))[..16]}"
        : name;

    private CookieOptions Options(HttpContext context, TimeSpan? life) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = basePath.Of(context),
        MaxAge = life,
        IsEssential = true,
    };
}
