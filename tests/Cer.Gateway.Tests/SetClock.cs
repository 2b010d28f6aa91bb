namespace Cer.Gateway.Tests;

/// <summary>A clock that goes on when it is told to; timers do not ring.</summary>
internal sealed class SetClock : TimeProvider
{
    private long _ticks = new DateTime(2026, 11, 22, 10, 0, 0, DateTimeKind.Utc).Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Move(TimeSpan by) => _ticks += by.Ticks;

    public override DateTimeOffset GetUtcNow() => new(_ticks, TimeSpan.Zero);

    public override long GetTimestamp() => _ticks;
}
