using System.Text.Json;
using System.Text.Json.Nodes;
using NetDaemon.Client;
using NetDaemon.Client.HomeAssistant.Model;

namespace Cer.NetDaemon;

/// <summary>The REST interface and the websocket's commands for apps.</summary>
internal sealed class HomeApi(IHomeLink link) : IHomeAssistantConnection
{
    public async Task<T?> GetApiCallAsync<T>(string apiPath, CancellationToken cancelToken) =>
        (await link.GetAsync(apiPath, cancelToken)).Deserialize<T>();

    public async Task<T?> PostApiCallAsync<T>(string apiPath, CancellationToken cancelToken, object? data = null) =>
        (await link.PostAsync(apiPath, data is null ? null : JsonSerializer.SerializeToElement(data), cancelToken))
        .Deserialize<T>();

    public async Task<TResult?> SendCommandAndReturnResponseAsync<T, TResult>(T command, CancellationToken cancelToken)
        where T : CommandMessage
    {
        var body = JsonNode.Parse(command.GetJsonString())!.AsObject();
        // The connection numbers its commands by itself.
        body.Remove("id");
        body.Remove("type");
        return (await link.AskAsync(command.Type, body, cancelToken)).Deserialize<TResult>();
    }
}
