using NodaTime;

namespace Cer.Dashboards.Tests;

/// <summary>A clock that stands.</summary>
internal sealed class SteadyClock(Instant now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now.ToDateTimeOffset();
}
