namespace Cer.Operations.Ports;

/// <summary>What became of a configuration that was to join a legal community.</summary>
public abstract record JoinOutcome
{
    private JoinOutcome()
    {
    }

    public sealed record Joined : JoinOutcome;

    /// <summary>There is no legal community of that code.</summary>
    public sealed record Unknown : JoinOutcome;

    /// <summary>It belongs to another one already.</summary>
    public sealed record Elsewhere(string Code) : JoinOutcome;

    /// <summary>Points of it are in another of its configurations on the same days.</summary>
    public sealed record Doubled(int Points, string Configuration) : JoinOutcome;
}
