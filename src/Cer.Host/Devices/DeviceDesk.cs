using Cer.Host.Data;
using Cer.Operations.Ports;

namespace Cer.Host.Devices;

/// <summary>Registers devices, and gives and takes their right to publish: in the store, then at the broker.</summary>
internal sealed class DeviceDesk(IServiceProvider services, string data)
{
    private readonly ICommunityStore _communities = services.GetRequiredService<ICommunityStore>();
    private readonly IMqttAccountStore _accounts = services.GetRequiredService<IMqttAccountStore>();

    public Task<CommunityId> CommunityAsync(string code, CancellationToken cancellation) =>
        services.CommunityAsync(code, cancellation);

    public Task<PointRegistry> RegistryAsync(CommunityId community, CancellationToken cancellation) =>
        _communities.RegistryAsync(community, cancellation);

    public Task<IReadOnlyList<MqttAccount>> AccountsAsync(CancellationToken cancellation) => _accounts.ListAsync(cancellation);

    public Task RegisterAsync(CommunityId community, Device device, CancellationToken cancellation) =>
        _communities.SaveDevicesAsync(community, [device], Environment.UserName, cancellation);

    /// <summary>Lets a device publish. An account of its own gets a new password; a bridge only when it is new.</summary>
    public async Task<GrantedAccount> GrantAsync(
        CommunityId community, string code, string device, string account, CancellationToken cancellation)
    {
        var stands = (await _accounts.ListAsync(cancellation)).Any(known => known.Community == code && known.Name == account);
        var password = stands && account != device ? null : BrokerPassword.Random();
        await _accounts.GrantAsync(
            community, device, account, password is null ? null : BrokerPassword.Hash(password), Environment.UserName, cancellation);
        await WriteAsync(cancellation);
        return new($"{code}.{account}", password, DeviceTopic.Of(code, account));
    }

    public async Task<bool> RetireAsync(CommunityId community, string name, CancellationToken cancellation)
    {
        if (!await _accounts.RetireAsync(community, name, Environment.UserName, cancellation)) return false;
        await WriteAsync(cancellation);
        return true;
    }

    /// <summary>Tells the private broker; to one of the town's own somebody else must.</summary>
    public async Task WriteAsync(CancellationToken cancellation)
    {
        if (Settings.Read(data).Mqtt is not { } mqtt)
            await Console.Error.WriteLineAsync("There is no broker in the settings: ./install.sh makes one, and lets the devices in.");
        else if (mqtt.IsPrivate) await new BrokerFiles(data, mqtt).WriteAsync(_accounts, cancellation);
        else await Console.Error.WriteLineAsync(
            $"The broker {mqtt.Host}:{mqtt.Port} is your own: give or take this account's rights there.");
    }
}
