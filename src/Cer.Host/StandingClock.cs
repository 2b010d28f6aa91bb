namespace Cer.Host;

/// <summary>A clock that stands still; what lasts and waits goes by real time all the same.</summary>
internal sealed class StandingClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now.ToUniversalTime();
}
