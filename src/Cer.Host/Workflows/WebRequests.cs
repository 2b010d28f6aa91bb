using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Cer.Workflows.Hosting;
using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Host.Workflows;

/// <summary>Sends the requests of activities over the network.</summary>
internal sealed class WebRequests : IRequestSender, IDisposable
{
    private const int MostBytes = 16 * 1024 * 1024;

    private readonly HttpClient _http;

    /// <param name="refusesPrivate">Whether addresses of this machine and of private networks are refused.</param>
    public WebRequests(bool refusesPrivate)
    {
        // Asked of the address that is connected to: a name may lead elsewhere the second time.
        var handler = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        if (refusesPrivate) handler.ConnectCallback = ConnectAsync;
        _http = new(handler) { Timeout = TimeSpan.FromSeconds(100), MaxResponseContentBufferSize = MostBytes };
    }

    public async ValueTask<HttpAnswer> SendAsync(HttpCall call, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(call.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new InvalidOperationException("Found an address that is not http or https, expected one such as "
                + "https://example.org/path.");
        try
        {
            using var request = Request(call, url);
            using var response = await _http.SendAsync(request, cancellation);
            return new(
                (int)response.StatusCode,
                await response.Content.ReadAsByteArrayAsync(cancellation),
                response.Content.Headers.ContentType?.MediaType,
                Headers(response));
        }
        catch (HttpRequestException fault) when (fault.InnerException is PrivateAddressException refusal)
        {
            throw new InvalidOperationException(refusal.Message);
        }
        catch (HttpRequestException)
        {
            return new(0, [], null, []);
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(0, [], null, [], TimedOut: true);
        }
    }

    public void Dispose() => _http.Dispose();

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellation);
        if (!Array.TrueForAll(addresses, PrivateAddressException.IsPublic)) throw new PrivateAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static HttpRequestMessage Request(HttpCall call, Uri url)
    {
        var request = new HttpRequestMessage(new(call.Method.ToUpperInvariant()), url);
        if (call.Content is { } content)
        {
            request.Content = new StringContent(content, Encoding.UTF8);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.TryParse(call.ContentType, out var type) ? type : new("text/plain");
        }

        if (call.Authorization is { Length: > 0 } authorization) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        foreach (var (name, value) in call.Headers) request.Headers.TryAddWithoutValidation(name, ValueText.Of(value));
        return request;
    }

    private static OrderedDictionary<string, object?> Headers(HttpResponseMessage response)
    {
        var headers = new OrderedDictionary<string, object?>();
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers)) headers[name] = string.Join(", ", values);
        return headers;
    }
}
