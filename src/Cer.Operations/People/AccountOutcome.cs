using Cer.Operations.People.Sessions;
using NodaTime;

namespace Cer.Operations.People;

/// <summary>What became of a change of the own account.</summary>
public abstract record AccountOutcome
{
    private AccountOutcome()
    {
    }

    /// <param name="Entered">A new session, when the others were ended.</param>
    public sealed record Done(Entered? Entered) : AccountOutcome;

    public sealed record Refused(string Sentence) : AccountOutcome;

    public sealed record TooOften(string Sentence, Duration Wait) : AccountOutcome;
}
