namespace Cer.Host.Gateway;

/// <summary>What became of a log-in.</summary>
internal abstract record LoginOutcome
{
    private LoginOutcome()
    {
    }

    public sealed record Welcome(string Token) : LoginOutcome;

    public sealed record Wrong : LoginOutcome;

    public sealed record TooOften : LoginOutcome;
}
