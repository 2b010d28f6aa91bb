using NodaTime;

namespace Cer.Database.Tests;

/// <summary>A clock that says what a test wants.</summary>
internal sealed class FixedClock(Func<Instant> now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now().ToDateTimeOffset();
}
