using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>What somebody should know of: each incident raised once, and resolved once, append-only.</summary>
public interface IAlertStore
{
    /// <summary>Each device that was ever heard in the last four hundred days.</summary>
    Task<IReadOnlyList<HeardDevice>> HeardAsync(CommunityId community, Instant now, CancellationToken cancellation);

    /// <summary>Raises what is new and resolves what is over; said again, it changes nothing.</summary>
    Task<(int Raised, int Resolved)> ObserveAsync(
        CommunityId community, IReadOnlyCollection<DeviceState> devices, Instant now, CancellationToken cancellation);

    /// <summary>Raises an incident that a device told of; said again, it changes nothing.</summary>
    Task<bool> RaiseAsync(
        CommunityId community, string kind, string device, Instant since, Instant now, CancellationToken cancellation);

    /// <summary>Resolves what lasts of these kinds and began before an instant; says how many.</summary>
    Task<int> ResolveAsync(
        CommunityId community,
        IReadOnlyCollection<string> kinds,
        string device,
        Instant before,
        Instant now,
        CancellationToken cancellation);

    /// <summary>Whether an incident of the kind lasts for a device.</summary>
    Task<bool> LastsAsync(CommunityId community, string kind, string device, CancellationToken cancellation);

    /// <summary>The newest incidents: those that last first, then by when they were noticed.</summary>
    Task<IReadOnlyList<Alert>> ListAsync(CommunityId community, int limit, CancellationToken cancellation);

    /// <summary>How many incidents last.</summary>
    Task<int> CountOpenAsync(CommunityId community, CancellationToken cancellation);
}
