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

    /// <param name="Sentence">What was found, and what was expected.</param>
    /// <param name="Field">What of the form is wrong: current, next or code; null when it is none of it.</param>
    public sealed record Refused(string Sentence, string? Field = null) : AccountOutcome;

    /// <summary>The password is right, and a code of the app must come with it.</summary>
    /// <param name="IsWrong">Whether one came that is another.</param>
    public sealed record CodeNeeded(bool IsWrong) : AccountOutcome;

    public sealed record TooOften(string Sentence, Duration Wait) : AccountOutcome;
}
