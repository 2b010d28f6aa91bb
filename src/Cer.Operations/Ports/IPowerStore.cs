using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>Powers and reactive energies as devices tell them; kept for the month that runs and three before it.</summary>
public interface IPowerStore
{
    /// <summary>What each device in service told last.</summary>
    Task<IReadOnlyDictionary<string, DevicePower>> LastAsync(CommunityId community, CancellationToken cancellation);

    /// <summary>What the meter of a device told in a span, quarter by quarter; null when there is no such device.</summary>
    Task<IReadOnlyList<DevicePower>?> ReadAsync(
        CommunityId community, string device, Interval span, CancellationToken cancellation);

    /// <summary>Removes the months that are over; said again, it does nothing.</summary>
    /// <returns>How many it removed.</returns>
    Task<int> ForgetAsync(Instant now, CancellationToken cancellation);
}
