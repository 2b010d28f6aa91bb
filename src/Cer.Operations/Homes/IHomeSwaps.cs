using Cer.Domain.Metering;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Homes;

/// <summary>The swaps of meters that people recorded.</summary>
public interface IHomeSwaps
{
    /// <summary>Whether a meter of a point gave way to another at an instant from the first on, before the second.</summary>
    Task<bool> WasSwappedAsync(
        CommunityId community, string pod, MeterRole meter, Instant from, Instant before, CancellationToken cancellation);
}
