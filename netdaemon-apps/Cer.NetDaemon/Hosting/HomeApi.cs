using System.Text.Json;
using NetDaemon.Client;

namespace Cer.NetDaemon;

/// <summary>The REST interface for apps.</summary>
internal sealed class HomeApi(IHomeLink link) : IHomeAssistantApiManager
{
    public async Task<T?> GetApiCallAsync<T>(string apiPath, CancellationToken cancelToken) =>
        (await link.GetAsync(apiPath, cancelToken)).Deserialize<T>();

    public async Task<T?> PostApiCallAsync<T>(string apiPath, CancellationToken cancelToken, object? data = null) =>
        (await link.PostAsync(apiPath, data is null ? null : JsonSerializer.SerializeToElement(data), cancelToken))
        .Deserialize<T>();
}
