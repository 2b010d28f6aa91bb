using Cer.Domain;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Operations.Live;

/// <summary>Raises an alert when a device falls silent, once for each incident, and resolves it when data come again.</summary>
/// <remarks>
/// An incident is known by its device and by when that was last heard, so looking twice, or from two programs, raises it
/// once; what was missed while the program was down is found by the next look.
/// </remarks>
public sealed class WatchDevices(ICommunityStore communities, IAlertStore alerts, TimeProvider time, Duration patience)
{
    public static readonly Duration UsualPatience = Duration.FromHours(2);

    /// <returns>How many incidents are new, and how many are over.</returns>
    public async Task<(int Raised, int Resolved)> RunAsync(CommunityId community, CancellationToken cancellation)
    {
        var definition = await communities.LoadAsync(community, null, cancellation);
        if (definition is null) return default;
        var now = Instant.FromDateTimeOffset(time.GetUtcNow());
        var today = now.InZone(MarketHour.Rome).Date;
        var here = definition.Community.Pods
            .Where(pod => pod.From <= today && (pod.To is not { } last || today <= last))
            .Select(pod => pod.Pod).ToHashSet(StringComparer.Ordinal);
        var heard = await alerts.HeardAsync(community, now, cancellation);
        var registry = await communities.RegistryAsync(community, cancellation);
        // A device that is retired, or whose point has left the community, is not missed: what was open for it is over.
        DeviceState[] states = [.. heard.Select(device => new DeviceState(
            device.Device,
            device.LastHeard,
            here.Contains(device.Pod) && registry.Devices.GetValueOrDefault(device.Device)?.RetiredAt is null
                && now - device.LastHeard >= patience))];
        return states.Length == 0 ? default : await alerts.ObserveAsync(community, states, now, cancellation);
    }
}
