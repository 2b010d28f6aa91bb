using System.Text.Json;
using NetDaemon.Client;

namespace Cer.Apps;

/// <summary>Whether Home Assistant Core has started: before, entities may be unknown and its recorder knows nothing.</summary>
public sealed class CoreState(IHomeAssistantApiManager api)
{
    /// <summary>False while it starts or stops; fails when it does not answer.</summary>
    public async Task<bool> IsRunningAsync(CancellationToken cancellation)
    {
        var config = await api.GetApiCallAsync<JsonElement>("config", cancellation);
        return config.ValueKind != JsonValueKind.Object
            || !config.TryGetProperty("state", out var state)
            || state.ValueKind != JsonValueKind.String
            || state.GetString() == "RUNNING";
    }
}
