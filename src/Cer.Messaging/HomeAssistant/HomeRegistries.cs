using System.Text.Json;

namespace Cer.Messaging.HomeAssistant;

/// <summary>What Core has registered: entities, devices and areas.</summary>
public sealed class HomeRegistries
{
    private readonly HomeClient _client;

    internal HomeRegistries(HomeClient client) => _client = client;

    /// <exception cref="HomeFault">Refused, not let in, no connection, or no answer in time.</exception>
    public Task<IReadOnlyList<HomeRegistryEntity>> EntitiesAsync(CancellationToken cancellation) =>
        ListAsync("config/entity_registry/list", HomeRegistryEntity.Read, cancellation);

    /// <exception cref="HomeFault">Refused, not let in, no connection, or no answer in time.</exception>
    public Task<IReadOnlyList<HomeRegistryDevice>> DevicesAsync(CancellationToken cancellation) =>
        ListAsync("config/device_registry/list", HomeRegistryDevice.Read, cancellation);

    /// <exception cref="HomeFault">Refused, not let in, no connection, or no answer in time.</exception>
    public Task<IReadOnlyList<HomeArea>> AreasAsync(CancellationToken cancellation) => ListAsync(
        "config/area_registry/list",
        one => HomeJson.Text(one, "area_id") is { } id ? new HomeArea(id, HomeJson.Text(one, "name") ?? id) : null,
        cancellation);

    private async Task<IReadOnlyList<T>> ListAsync<T>(string type, Func<JsonElement, T?> read, CancellationToken cancellation)
        where T : class => [.. HomeJson.Items(await _client.AskAsync(type, null, cancellation)).Select(read).OfType<T>()];
}
