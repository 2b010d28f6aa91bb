using Cer.Workflows.Activities;

namespace Cer.Workflows.Hosting;

/// <summary>How a request over HTTP is told to an instance, and where its answer is found.</summary>
public static class HttpRequests
{
    /// <summary>The key, in the outbox, of the answer to a request; the first answer is the one.</summary>
    public static string ResponseKey(string requestId) => $"response:{requestId}";

    /// <summary>The request with its id: as input of an instance that begins, or as what a bookmark is resumed with.</summary>
    public static OrderedDictionary<string, object?> Named(OrderedDictionary<string, object?> request, string requestId) =>
        new(request) { [HttpEndpointActivity.RequestKey] = requestId };
}
