namespace Cer.Operations.Ports;

/// <summary>What became of taking a month into a state.</summary>
public abstract record PassOutcome
{
    private PassOutcome()
    {
    }

    /// <summary>It stands in it.</summary>
    /// <param name="Revision">Which change of state this was.</param>
    /// <param name="Corrections">How many corrections of closed months it took.</param>
    public sealed record Passed(int Revision, int Corrections) : PassOutcome;

    /// <summary>Somebody was faster, or readings came in; nothing was changed.</summary>
    public sealed record Conflict(string Sentence) : PassOutcome;

    /// <summary>It may not; nothing was changed.</summary>
    public sealed record Refused(string Sentence) : PassOutcome;
}
