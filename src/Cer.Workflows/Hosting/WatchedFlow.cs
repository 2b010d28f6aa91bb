namespace Cer.Workflows.Hosting;

/// <summary>A schedule of a published definition, and what came of it last.</summary>
/// <param name="Trigger">The schedule.</param>
/// <param name="Name">What the definition is called.</param>
/// <param name="PublishedAt">Since when it holds.</param>
public sealed record WatchedFlow(Trigger Trigger, string Name, DateTimeOffset PublishedAt)
{
    /// <summary>The run that it began last; null when it has begun none, or none is kept.</summary>
    public string? InstanceId { get; init; }

    public DateTimeOffset? BeganAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public string? SubStatus { get; init; }

    /// <summary>Whether the run wants to go on and no node has it.</summary>
    public bool IsLeft { get; init; }

    /// <summary>What the run said when it failed.</summary>
    public string? Fault { get; init; }

    /// <summary>Whether a beginning waits to be taken.</summary>
    public bool IsWaiting { get; init; }
}
