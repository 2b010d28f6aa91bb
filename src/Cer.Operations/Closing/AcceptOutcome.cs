namespace Cer.Operations.Closing;

/// <summary>What became of a decision about hours.</summary>
public abstract record AcceptOutcome
{
    private AcceptOutcome()
    {
    }

    /// <summary>It is written down.</summary>
    /// <param name="Id">Its number.</param>
    /// <param name="Readings">How many readings were entered for it.</param>
    public sealed record Accepted(long Id, int Readings) : AcceptOutcome;

    /// <summary>The month is closed; nothing was changed.</summary>
    public sealed record Closed : AcceptOutcome;

    /// <summary>It cannot be; nothing was changed.</summary>
    public sealed record Refused(string Sentence) : AcceptOutcome;
}
