namespace Cer.Messaging.Submitting;

/// <summary>How the interface for submissions is reached.</summary>
public sealed record PortalOptions
{
    /// <summary>The address below which the interface lies.</summary>
    public required Uri Base { get; init; }

    public required string ClientId { get; init; }

    public required string ClientSecret { get; init; }

    /// <summary>Whether it is meant to be a sandbox; one that says otherwise is refused.</summary>
    public bool IsSandbox { get; init; } = true;

    /// <summary>How long a call may take, the last byte included.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long sending a package may take, with all calls and waits.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often a package, or a question, is tried within the deadline.</summary>
    public int Tries { get; init; } = 8;

    /// <summary>The wait after the first fault; it doubles with each further one.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The most calls of a minute.</summary>
    public int CallsPerMinute { get; init; } = 60;

    /// <summary>After how many faults in a row nothing is called for a while.</summary>
    public int FaultsToOpen { get; init; } = 5;

    /// <summary>For how long then.</summary>
    public TimeSpan OpenFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The most bytes of an answer.</summary>
    public int MostBytes { get; init; } = 1024 * 1024;

    /// <summary>Without the secret, which must not reach a log.</summary>
    public override string ToString() => $"{Base} as {ClientId}";
}
