using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cer.NetDaemon;

/// <summary>The way to a Home Assistant, as the host of the apps needs it.</summary>
public interface IHomeLink
{
    /// <summary>Waits until the connection stands and Home Assistant has let us in.</summary>
    Task ReadyAsync(CancellationToken cancellation);

    /// <summary>Subscribes; what it gives are events as the socket sends them, and it ends when the connection is lost.</summary>
    Task<IAsyncEnumerable<JsonElement>> ListenAsync(CancellationToken cancellation);

    /// <summary>The states of all entities, as REST gives them.</summary>
    Task<IReadOnlyList<JsonElement>> StatesAsync(CancellationToken cancellation);

    /// <summary>Calls a service; the answer only when it was asked for.</summary>
    Task<JsonElement?> CallAsync(
        string domain, string service, JsonElement? target, JsonElement? data, bool answers, CancellationToken cancellation);

    Task FireAsync(string eventType, JsonElement? data, CancellationToken cancellation);

    /// <summary>Reads below <c>/api/</c>.</summary>
    Task<JsonElement> GetAsync(string path, CancellationToken cancellation);

    /// <summary>Posts below <c>/api/</c>.</summary>
    Task<JsonElement> PostAsync(string path, JsonElement? body, CancellationToken cancellation);

    /// <summary>Sends a command over the websocket.</summary>
    Task<JsonElement> AskAsync(string type, JsonObject body, CancellationToken cancellation);

    /// <summary>What the registries know of entities; empty where a core does not tell.</summary>
    Task<IReadOnlyList<HomeEntry>> RegistryAsync(CancellationToken cancellation);
}
