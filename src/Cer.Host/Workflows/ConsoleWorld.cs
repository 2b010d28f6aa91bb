using System.Net.Http.Headers;
using System.Text;
using Cer.Workflows.Local;
using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Host.Workflows;

/// <summary>Lines on standard output, requests over the network, mails and diagnostics told on standard error.</summary>
internal sealed class ConsoleWorld : ILocalWorld, IAsyncDisposable
{
    private const int MostBytes = 16 * 1024 * 1024;

    private readonly StreamWriter _output = new(Console.OpenStandardOutput(), new UTF8Encoding(false)) { NewLine = "\n" };
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(100), MaxResponseContentBufferSize = MostBytes };

    public async ValueTask WriteLineAsync(string text, CancellationToken cancellation) =>
        await _output.WriteLineAsync(text.AsMemory(), cancellation);

    public async ValueTask<string?> ReadLineAsync(CancellationToken cancellation)
    {
        await _output.FlushAsync(cancellation);
        return await Console.In.ReadLineAsync(cancellation);
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
        catch (HttpRequestException)
        {
            return new(0, [], null, []);
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(0, [], null, [], TimedOut: true);
        }
    }

    public ValueTask SendAsync(Letter letter, CancellationToken cancellation)
    {
        Log("Information", $"a mail to {letter.To.Count} would be sent: without a server none is");
        return ValueTask.CompletedTask;
    }

    public void Log(string level, string message) => Console.Error.WriteLine($"{level}: {message}");

    public Task FlushAsync() => _output.FlushAsync();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _output.DisposeAsync();
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
