namespace Cer.Operations.Board;

/// <summary>What became of a mend, or of taking one back.</summary>
public abstract record MendOutcome
{
    private MendOutcome()
    {
    }

    /// <summary>It is written down.</summary>
    /// <param name="Id">Its number.</param>
    /// <param name="Readings">How many readings changed by it.</param>
    public sealed record Done(long Id, int Readings) : MendOutcome;

    /// <summary>There is no such mend.</summary>
    public sealed record Unknown : MendOutcome;

    /// <summary>It cannot be as things stand; nothing was changed.</summary>
    public sealed record Conflict(string Sentence) : MendOutcome;

    /// <summary>It cannot be; nothing was changed.</summary>
    public sealed record Refused(string Sentence) : MendOutcome;
}
