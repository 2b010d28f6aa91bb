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

    /// <summary>The password is right, and a code of the app must come with it.</summary>
    /// <param name="IsWrong">Whether one came that is another.</param>
    public sealed record CodeNeeded(bool IsWrong) : AccountOutcome;

    public sealed record TooOften(string Sentence, Duration Wait) : AccountOutcome;
}
