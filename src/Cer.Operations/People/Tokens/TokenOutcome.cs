using NodaTime;

namespace Cer.Operations.People.Tokens;

/// <summary>What became of a token that was asked for.</summary>
public abstract record TokenOutcome
{
    private TokenOutcome()
    {
    }

    /// <param name="Id">By what it is named.</param>
    /// <param name="Secret">The token, which is known only now.</param>
    /// <param name="ExpiresAt">Until when it is good.</param>
    public sealed record Made(long Id, SecretToken Secret, Instant ExpiresAt) : TokenOutcome;

    public sealed record Refused(string Sentence) : TokenOutcome;
}
