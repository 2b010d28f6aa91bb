namespace Cer.Workflows.Hosting;

/// <summary>What is wrong with a schedule.</summary>
public enum PulseKind
{
    /// <summary>A run that should have begun did not.</summary>
    Missed,

    /// <summary>The run before it has not ended, so that it could not begin.</summary>
    Held,

    /// <summary>The last run failed.</summary>
    Failed,

    /// <summary>The last run stands still, and no node goes on with it.</summary>
    Left,
}
