using System.Text.Json;

namespace Cer.Messaging.HomeAssistant;

/// <summary>What an add-on may ask the Supervisor.</summary>
/// <remarks>
/// Measured: the port is documented as text and sent as a number; the provider has another name in each version of the
/// interface.
/// </remarks>
public sealed class HomeSupervisor
{
    private readonly Uri _base;
    private readonly HomeRest _rest;

    internal HomeSupervisor(Uri place, HomeRest rest) => (_base, _rest) = (place, rest);

    /// <summary>The broker of the house; null when there is none.</summary>
    /// <exception cref="HomeFault">Not let in, or not there.</exception>
    public async Task<HomeMqttService?> MqttServiceAsync(CancellationToken cancellation)
    {
        JsonElement service;
        try
        {
            service = await AskAsync("services/mqtt", cancellation);
        }
        catch (HomeFault fault) when (fault.Code is HomeFault.InvalidFormat or HomeFault.NotFound)
        {
            return null;
        }

        return HomeJson.Text(service, "host") is { Length: > 0 } host && HomeJson.Number(service, "port") is >= 1 and <= 65535 and var port
            ? new(host, (int)port, HomeJson.IsTrue(service, "ssl"), HomeJson.Text(service, "username"), HomeJson.Text(service, "password"))
            : null;
    }

    /// <summary>What the Supervisor knows of this add-on: its ingress address, its options, its version.</summary>
    /// <exception cref="HomeFault">Not let in, or not there.</exception>
    public Task<JsonElement> SelfInfoAsync(CancellationToken cancellation) => AskAsync("addons/self/info", cancellation);

    private async Task<JsonElement> AskAsync(string route, CancellationToken cancellation) =>
        HomeJson.Member(await _rest.GetAsync(new Uri(_base, route).AbsoluteUri, cancellation), "data");
}
