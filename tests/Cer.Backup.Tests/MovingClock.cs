using NodaTime;

namespace Cer.Backup.Tests;

/// <summary>A clock that moves only when told.</summary>
internal sealed class MovingClock(Instant start) : TimeProvider
{
    public Instant Now { get; private set; } = start;

    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();

    public void Move(Duration by) => Now += by;
}
