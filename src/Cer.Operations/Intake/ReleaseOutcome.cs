using Cer.Operations.Ports;

namespace Cer.Operations.Intake;

/// <summary>What became of a decision about lines kept apart.</summary>
public abstract record ReleaseOutcome
{
    private ReleaseOutcome()
    {
    }

    /// <summary>It is written down.</summary>
    /// <param name="Lines">How many lines it was about.</param>
    /// <param name="Readings">What became of their readings; nothing when they were rejected.</param>
    public sealed record Decided(int Lines, AppendCounts Readings) : ReleaseOutcome;

    /// <summary>Nothing was changed.</summary>
    public sealed record Refused(string Reason) : ReleaseOutcome;
}
