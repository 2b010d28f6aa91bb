namespace NetDaemon.Client;

/// <summary>The REST interface of Home Assistant, below <c>/api/</c>.</summary>
public interface IHomeAssistantApiManager
{
    Task<T?> GetApiCallAsync<T>(string apiPath, CancellationToken cancelToken);

    Task<T?> PostApiCallAsync<T>(string apiPath, CancellationToken cancelToken, object? data = null);
}
