using NodaTime;

namespace Cer.Operations.People;

/// <summary>What became of a code.</summary>
public abstract record CodeOutcome
{
    private CodeOutcome()
    {
    }

    /// <param name="Step">The time step whose code it is.</param>
    public sealed record Right(long Step) : CodeOutcome;

    public sealed record Wrong : CodeOutcome;

    public sealed record TooOften(Duration Wait) : CodeOutcome;
}
