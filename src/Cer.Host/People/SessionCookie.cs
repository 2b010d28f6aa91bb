namespace Cer.Host.People;

/// <summary>The cookie that holds the token of a session.</summary>
internal sealed class SessionCookie(ISessionStore sessions, BasePath basePath)
{
    public const string Name = "cer_session";

    /// <summary>How long the browser keeps it; the store ends a session earlier when nobody uses it.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    public static SecretToken? TokenOf(HttpContext context) => SecretToken.Of(context.Request.Cookies[Name]);

    /// <summary>The person whose session the cookie holds, remembered for the request; null when nobody is signed in.</summary>
    public async Task<Person?> PersonAsync(HttpContext context)
    {
        if (TokenOf(context) is not { } token) return null;
        if (await sessions.FindAsync(token, context.RequestAborted) is not { } person) return null;
        context.SetPerson(person);
        return person;
    }

    public void Give(HttpContext context, SecretToken token) =>
        context.Response.Cookies.Append(Name, token.Text, Options(context, Life));

    public void Take(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context, null));

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
