using Cer.Host.Data;
using Cer.Host.Market;
using Cer.Messaging.HomeAssistant;
using Cer.Messaging.Mqtt;
using Cer.Operations.Homes;

namespace Cer.Host.Homes;

/// <summary>How the Home Assistant of the town is reached: its own interface, and the broker it listens to.</summary>
internal sealed class HomeReach
{
    private readonly HomeSettings? _home;
    private readonly MqttSettings? _broker;

    public HomeReach(Settings settings, IReadOnlyDictionary<string, string?> environment)
    {
        (_home, _broker) = (settings.Home, settings.Mqtt);
        try
        {
            // An add-on needs nothing of the section, so nothing of it can be wrong there.
            Client = HomeOptions.From(environment, null, null) ?? Direct(settings);
        }
        catch (UserFault failure)
        {
            Problem = failure.Message;
        }
    }

    /// <summary>Of this process, what tells an add-on.</summary>
    public static IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>
    {
        [HomeOptions.SupervisorToken] = System.Environment.GetEnvironmentVariable(HomeOptions.SupervisorToken),
        [HomeOptions.SupervisorAddress] = System.Environment.GetEnvironmentVariable(HomeOptions.SupervisorAddress),
    };

    /// <summary>Whether there is a Home Assistant at all.</summary>
    public bool IsOn => _home is not null || Client is not null;

    /// <summary>How its own interface is reached; null when only MQTT leads there.</summary>
    public HomeOptions? Client { get; }

    /// <summary>Why its own interface cannot be used.</summary>
    public string? Problem { get; }

    public string Prefix => _home?.DiscoveryPrefix ?? HomeTopics.UsualPrefix;

    /// <summary>The form that it understands, by its own word or by the settings; null while neither tells.</summary>
    public HomeForm? Form(HomeClient? client)
    {
        var version = HomeVersion.Read(client?.CoreVersion ?? _home?.CoreVersion);
        return version == default ? null : version >= HomeVersion.DeviceDiscovery ? HomeForm.Device : HomeForm.Component;
    }

    /// <summary>The broker: its own by the settings, the Supervisor's, or the town's; null without one.</summary>
    /// <remarks>The private broker of the devices lets nobody else in, and Home Assistant does not listen there.</remarks>
    public async Task<MqttOptions?> BrokerAsync(HomeClient? client, CancellationToken cancellation)
    {
        if (_home?.Mqtt is { } own) return Of(own);
        if (client?.Supervisor is { } supervisor && await supervisor.MqttServiceAsync(cancellation) is { } service)
        {
            return new()
            {
                Host = service.Host,
                Port = service.Port,
                // The Supervisor names 3.1.1 as the newest its broker speaks.
                Version = MqttVersion.V311,
                UserName = service.Username,
                Password = service.Password,
                Tls = service.IsEncrypted ? new() : null,
            };
        }

        return _broker is { IsPrivate: false } towns ? Of(towns) : null;
    }

    private static MqttOptions Of(MqttSettings broker) => new()
    {
        Host = broker.Host,
        Port = broker.Port,
        UserName = broker.Username,
        Password = broker.Password,
        Tls = broker.Tls?.In(broker.Folder),
    };

    private static HomeOptions? Direct(Settings settings)
    {
        if (settings.Home is not { Url: { } url } home) return null;
        var token = home.TokenFile is { } file
            ? SecretFile.Read("home", "token_file", Path.Combine(settings.Folder ?? ".", file))
            : null;
        return HomeOptions.At(Address(url), token);
    }

    private static Uri Address(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address)
        ? address
        : throw new UserFault(
            $"Found another url in the section home of {Settings.FileName}, expected one such as http://homeassistant.local:8123.");
}
