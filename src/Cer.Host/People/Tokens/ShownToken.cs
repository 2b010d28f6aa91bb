namespace Cer.Host.People.Tokens;

/// <summary>The token that a program shows: <c>Authorization: Bearer cer_…</c>.</summary>
/// <remarks>The beginning tells ours from what a proxy in front puts there, and lets those find it who search texts for secrets.</remarks>
internal static class ShownToken
{
    public const string Beginning = "cer_";

    private const string Scheme = "Bearer ";

    /// <summary>Whether a token of ours is shown, good or not.</summary>
    public static bool IsIn(HttpContext context) => Text(context) is not null;

    /// <summary>The token; null when what is shown cannot be one.</summary>
    public static SecretToken? Of(HttpContext context) => SecretToken.Of(Text(context));

    private static string? Text(HttpContext context) =>
        context.Request.Headers.Authorization is [{ } only]
        && only.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && only.AsSpan(Scheme.Length).StartsWith(Beginning, StringComparison.Ordinal)
            ? only[(Scheme.Length + Beginning.Length)..]
            : null;
}
