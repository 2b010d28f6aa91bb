using NodaTime;

namespace Cer.Market.Tests;

/// <summary>A clock that shows what it is set to; waits are real ones.</summary>
internal sealed class StandingTime(Instant now) : TimeProvider
{
    public Instant Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();
}
