using System.Security.Cryptography;
using System.Text;
using Cer.Host.Ingress;
using Cer.Operations.Ingress;

namespace Cer.Host.People;

/// <summary>The cookie that holds the token of a session.</summary>
internal sealed class SessionCookie(ISessionStore sessions, IHomeUserStore homeUsers, BasePath basePath)
{
    public const string Name = "cer_session";

    /// <summary>How long the browser keeps it; the store ends a session earlier when nobody uses it.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    public static SecretToken? TokenOf(HttpContext context) => SecretToken.Of(context.Request.Cookies[NameOf(context)]);

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

    public void Give(HttpContext context, SecretToken token) =>
        context.Response.Cookies.Append(NameOf(context), token.Text, Options(context, Life));

    public void Take(HttpContext context) => context.Response.Cookies.Delete(NameOf(context), Options(context, null));

    // Home Assistant lets users take turns in one browser, whose cookies stay: each has one of its own.
    private static string NameOf(HttpContext context) => IngressCall.Of(context)?.User is { } user
        ? $"{Name}_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(user.Id)))[..16]}"
        : Name;

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
