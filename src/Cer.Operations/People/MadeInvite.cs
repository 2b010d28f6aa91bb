using NodaTime;

namespace Cer.Operations.People;

/// <summary>An invite as it was made; the token is known only now.</summary>
public sealed record MadeInvite(int Person, SecretToken Token, Instant ExpiresAt)
{
    /// <summary>Where the page of the invite is, below the base path.</summary>
    public string Path => $"/invito/{Token.Text}";
}
