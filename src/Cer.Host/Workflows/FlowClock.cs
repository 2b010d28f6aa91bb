namespace Cer.Host.Workflows;

/// <summary>The clock of workflows: the server's, until that of the database is known.</summary>
/// <remarks>A server that was given a clock of its own, as in demonstrations, goes by that one.</remarks>
internal sealed class FlowClock : TimeProvider
{
    private volatile TimeProvider _used;

    public FlowClock(TimeProvider own) => (Own, _used) = (own, own);

    public TimeProvider Own { get; }

    /// <summary>Whether the server goes by the machine, and so may go by the database.</summary>
    public bool FollowsMachine => ReferenceEquals(Own, System);

    public void Follow(TimeProvider other) => _used = other;

    public override DateTimeOffset GetUtcNow() => _used.GetUtcNow();
}
