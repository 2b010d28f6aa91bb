namespace Cer.Operations.Ports;

/// <summary>Which registered devices are retired; every door goes by it.</summary>
public interface IDeviceStandingStore
{
    /// <summary>Retires a device, or takes it into service again.</summary>
    /// <returns>False when no such device is registered, or it stands so already.</returns>
    Task<bool> DecideAsync(
        CommunityId community, string device, bool retired, string reason, string author, CancellationToken cancellation);
}
