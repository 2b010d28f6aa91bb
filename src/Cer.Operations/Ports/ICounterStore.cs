using Cer.Operations.Intake.Counters;
using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>Keeps of each counter what the next sample is held against.</summary>
public interface ICounterStore
{
    /// <summary>What is kept, and its version; nothing and 0 for a counter that was never seen.</summary>
    Task<(CounterPair State, long Version)> LoadAsync(
        CommunityId community, string device, string component, CancellationToken cancellation);

    /// <summary>Keeps a new state in place of the version that was read; false when another was kept meanwhile.</summary>
    Task<bool> SaveAsync(
        CommunityId community,
        string device,
        string component,
        CounterPair state,
        long version,
        Instant now,
        CancellationToken cancellation);
}
