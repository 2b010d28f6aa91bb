using Cer.Host.Data;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Host.Devices;

/// <summary>Registers devices, and gives and takes their right to publish: in the store, then at the broker.</summary>
internal sealed class DeviceDesk(IServiceProvider services, Settings started)
{
    public const string NoBroker = "There is no broker in the settings: ./install.sh makes one, and lets the devices in.";

    private readonly ICommunityStore _communities = services.GetRequiredService<ICommunityStore>();
    private readonly IDeviceStandingStore _standings = services.GetRequiredService<IDeviceStandingStore>();
    private readonly IMqttAccountStore _accounts = services.GetRequiredService<IMqttAccountStore>();

    public Task<CommunityId> CommunityAsync(string code, CancellationToken cancellation) =>
        services.CommunityAsync(code, cancellation);

    public Task<PointRegistry> RegistryAsync(CommunityId community, CancellationToken cancellation) =>
        _communities.RegistryAsync(community, cancellation);

    public Task<IReadOnlyList<MqttAccount>> AccountsAsync(CancellationToken cancellation) => _accounts.ListAsync(cancellation);

    public Task RegisterAsync(CommunityId community, Device device, string who, CancellationToken cancellation) =>
        _communities.SaveDevicesAsync(community, [device], who, cancellation);

    /// <summary>Lets a device publish. An account of its own gets a new password; a bridge only when it is new.</summary>
    public async Task<GrantedAccount> GrantAsync(
        CommunityId community, string code, string device, string account, string who, CancellationToken cancellation)
    {
        // A person who lets it publish takes it into service again.
        await _standings.DecideAsync(community, device, retired: false, "Enrolled again", who, cancellation);
        var stands = (await _accounts.ListAsync(cancellation)).Any(known => known.Community == code && known.Name == account);
        var password = stands && account != device ? null : BrokerPassword.Random();
        await _accounts.GrantAsync(
            community, device, account, password is null ? null : BrokerPassword.Hash(password), who, cancellation);
        return new($"{code}.{account}", password, DeviceTopic.Of(code, account), await WriteAsync(cancellation))
        {
            NeedsConsent = await NeedsConsentAsync(community, device, cancellation),
        };
    }

    /// <summary>Whether a device's readings would wait now, for want of a consent of the point's holder.</summary>
    private async Task<bool> NeedsConsentAsync(CommunityId community, string device, CancellationToken cancellation) =>
        (await RegistryAsync(community, cancellation)).Devices.TryGetValue(device, out var known)
        && !(await services.GetRequiredService<IReadingStore>().GroundAsync(community, cancellation)).Consents.Allows(
            known.Pod, Instant.FromDateTimeOffset(services.GetRequiredService<TimeProvider>().GetUtcNow()));

    /// <summary>Retires a device, by whatever door it speaks; of a bridge every device loses the right to publish.</summary>
    /// <returns>Whether there was anything to do, and what is left for somebody to do at the broker.</returns>
    public async Task<(bool Done, string? ToDo)> RetireAsync(
        CommunityId community, string name, string reason, string who, CancellationToken cancellation)
    {
        var retired = await _standings.DecideAsync(community, name, retired: true, reason, who, cancellation);
        if (!await _accounts.RetireAsync(community, name, who, cancellation)) return (retired, null);
        if (!retired) await _accounts.NoteAsync(community, name, "device retired", reason, who, cancellation);
        return (true, await WriteAsync(cancellation));
    }

    /// <summary>Puts down why something was done.</summary>
    public Task NoteAsync(
        CommunityId community, string device, string what, string reason, string who, CancellationToken cancellation) =>
        _accounts.NoteAsync(community, device, what, reason, who, cancellation);

    /// <summary>Tells the private broker; to one of the town's own somebody else must.</summary>
    /// <returns>What is left for somebody to do; null when nothing is.</returns>
    public async Task<string?> WriteAsync(CancellationToken cancellation)
    {
        // As the file has it now: a broker may have come since the server began.
        var settings = started.Folder is { } folder ? Settings.Read(folder) : started;
        if (settings.Mqtt is not { } mqtt)
            return NoBroker;
        if (!mqtt.IsPrivate) return $"The broker {mqtt.Host}:{mqtt.Port} is your own: give or take this account's rights there.";
        await new BrokerFiles(settings.Folder ?? "", mqtt).WriteAsync(_accounts, cancellation);
        return null;
    }
}
