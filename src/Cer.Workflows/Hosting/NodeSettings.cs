namespace Cer.Workflows.Hosting;

/// <summary>How a node works.</summary>
public sealed record NodeSettings
{
    /// <summary>What the node is called in leases; each its own.</summary>
    public string Name { get; init; } = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid().ToString("n")[..8]}";

    /// <summary>How many instances it runs at a time.</summary>
    public int Workers { get; init; } = 2;

    /// <summary>How long an instance stays its own without a sign of life.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often it looks without being told.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long an activity may go on after its instance was cancelled.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often something is tried that finds nobody or fails, before it is a dead letter.</summary>
    public int Tries { get; init; } = 10;

    /// <summary>How late a trigger may be and still count as on time.</summary>
    public TimeSpan OnTime { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The wait after a number of tries: 1, 2, 4 … seconds, at most ten minutes.</summary>
    public static TimeSpan PauseAfter(int tries) => TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Math.Min(tries, 20) - 1), 600));
}
