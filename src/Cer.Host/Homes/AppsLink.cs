using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cer.Messaging.HomeAssistant;
using Cer.NetDaemon;

namespace Cer.Host.Homes;

/// <summary>The way of the apps to Home Assistant: by the client that the platform has.</summary>
/// <remarks>
/// The client comes back by itself after a loss. Apps are told of it all the same, and at once: a value of an entity says nothing
/// while nobody hears of its changes.
/// </remarks>
internal sealed class AppsLink(HomeClient client) : IHomeLink
{
    public Task ReadyAsync(CancellationToken cancellation) => client.ReadyAsync(cancellation);

    public async Task<IAsyncEnumerable<JsonElement>> ListenAsync(CancellationToken cancellation)
    {
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        client.Changed += Hear;
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var news = client.ListenAsync("subscribe_events", null, stop.Token).GetAsyncEnumerator(stop.Token);
        // The subscription is asked for here, before whatever is asked after it on the same connection.
        var first = news.MoveNextAsync().AsTask();
        if (client.State != HomeState.Ready) lost.TrySetResult();
        // Also when nobody comes to read what it brings.
        cancellation.Register(() => client.Changed -= Hear);
        await Task.Yield();
        return EventsAsync(news, first, lost.Task, stop, () => client.Changed -= Hear, cancellation);

        void Hear(HomeChange change)
        {
            if (change.State != HomeState.Ready) lost.TrySetResult();
        }
    }

    /// <summary>Asked over the socket: the answer comes behind that of the subscription.</summary>
    public async Task<IReadOnlyList<JsonElement>> StatesAsync(CancellationToken cancellation) =>
        [.. (await client.AskAsync("get_states", null, cancellation)).EnumerateArray()];

    public async Task<JsonElement?> CallAsync(
        string domain, string service, JsonElement? target, JsonElement? data, bool answers, CancellationToken cancellation)
    {
        if (answers) return await client.AskServiceAsync(domain, service, Node(data), Node(target), cancellation);
        await client.CallServiceAsync(domain, service, Node(data), Node(target), cancellation);
        return null;
    }

    public Task FireAsync(string eventType, JsonElement? data, CancellationToken cancellation) =>
        client.Rest.FireAsync(eventType, Node(data), cancellation);

    public Task<JsonElement> GetAsync(string path, CancellationToken cancellation) => client.Rest.GetAsync(path, cancellation);

    public async Task<JsonElement> PostAsync(string path, JsonElement? body, CancellationToken cancellation) =>
        JsonElement.Parse(await client.Rest.PostAsync(path, Node(body) ?? [], cancellation));

    public Task<JsonElement> AskAsync(string type, JsonObject body, CancellationToken cancellation) =>
        client.AskAsync(type, body, cancellation);

    public async Task<IReadOnlyList<HomeEntry>> RegistryAsync(CancellationToken cancellation)
    {
        var areas = (await client.Registries.AreasAsync(cancellation)).ToDictionary(area => area.Id, area => area.Name);
        var devices = (await client.Registries.DevicesAsync(cancellation)).ToDictionary(device => device.Id);
        return
        [
            .. (await client.Registries.EntitiesAsync(cancellation)).Select(entity =>
            {
                var device = entity.DeviceId is { } id ? devices.GetValueOrDefault(id) : null;
                var area = entity.AreaId ?? device?.AreaId;
                return new HomeEntry(
                    entity.Id,
                    entity.Name,
                    area,
                    area is null ? null : areas.GetValueOrDefault(area),
                    device?.Id,
                    device?.Name,
                    device?.Manufacturer,
                    device?.Model);
            }),
        ];
    }

    private static async IAsyncEnumerable<JsonElement> EventsAsync(
        IAsyncEnumerator<HomeNews> news,
        Task<bool> first,
        Task lost,
        CancellationTokenSource stop,
        Action forget,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var next = first;
        try
        {
            while (await Task.WhenAny(next, lost).WaitAsync(cancellation) == next && await next
                && news.Current is HomeNews.Event { Body: var body })
            {
                yield return body;
                next = news.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            forget();
            await stop.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await news.DisposeAsync();
            stop.Dispose();
        }
    }

    private static JsonObject? Node(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.Object } of ? JsonObject.Create(of) : null;
}
