namespace Cer.Operations.Demo;

/// <summary>A clock that is ahead of another: work that waits for a moment is due at once.</summary>
internal sealed class LaterClock(TimeProvider time, TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + by;
}
