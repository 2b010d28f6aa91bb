using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Cer.Operations.Submitting;

namespace Cer.Messaging.Submitting;

/// <summary>
/// One call: its place in the minute, the breaker, the wait for the whole answer, the bound of its size, its note in the log.
/// </summary>
internal sealed class PortalWire(PortalOptions options, HttpClient http, ICallLog log, TimeProvider time)
{
    private readonly Pace _pace = new(options.CallsPerMinute, time);
    private readonly CircuitBreaker _breaker = new(options.FaultsToOpen, options.OpenFor, time);

    /// <summary>Calls; what goes wrong outside of us is an answer.</summary>
    /// <param name="call">For what.</param>
    /// <param name="method">How.</param>
    /// <param name="path">Where, below the base.</param>
    /// <param name="body">What to send; null for nothing.</param>
    /// <param name="head">Sets headers.</param>
    /// <param name="isSecret">Whether bodies hold secrets: then not even their hashes are kept.</param>
    /// <param name="cancellation">Stops it, of whoever asked.</param>
    public async Task<PortalReply> CallAsync(
        CallFor call,
        HttpMethod method,
        string path,
        (byte[] Bytes, string Type)? body,
        Action<HttpRequestHeaders>? head,
        bool isSecret,
        CancellationToken cancellation)
    {
        await _pace.WaitAsync(cancellation);
        if (!_breaker.MayCall(out var wait))
            return new PortalReply.None("Found too many faults in a row, expected some quiet before the next call.", false, wait);
        var address = $"{options.Base.AbsoluteUri.TrimEnd('/')}/{path}";
        var began = time.GetTimestamp();
        PortalReply reply = new PortalReply.None("Found a call that was given up, expected an answer.", MayBeTaken: true);
        try
        {
            using var request = new HttpRequestMessage(method, address);
            if (body is { } sent)
            {
                request.Content = new ByteArrayContent(sent.Bytes);
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(sent.Type);
            }

            head?.Invoke(request.Headers);
            reply = await SendAsync(request, cancellation);
            if (IsFault(reply)) _breaker.Fail();
            else _breaker.Succeed();
            return reply;
        }
        finally
        {
            _breaker.GiveUp();
            // Also of a call that was given up: it was made.
            await log.NoteAsync(
                call,
                Note(method, address, reply, isSecret ? null : body?.Bytes, isSecret, time.GetElapsedTime(began)),
                CancellationToken.None);
        }
    }

    private async Task<PortalReply> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(options.Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            return await ReadAsync(answer.Content, both.Token) is { } bytes
                ? new PortalReply.Whole(answer.StatusCode, bytes, RetryAfter(answer.Headers.RetryAfter))
                : new PortalReply.None($"Found an answer of more than {options.MostBytes} bytes, expected at most that.", MayBeTaken: true);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new PortalReply.None(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Found no whole answer of {options.Base.Host} within {options.Patience.TotalSeconds} seconds, expected one."),
                MayBeTaken: true);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            // Without a connection nothing has left this house.
            var before = failure is HttpRequestException
            {
                HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                    or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
            };
            return new PortalReply.None(
                $"Found no way to {options.Base.Host} ({failure.Message.TrimEnd('.')}), expected an answer.", !before);
        }
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? asked)
    {
        var wait = asked?.Delta ?? (asked?.Date is { } date ? date - time.GetUtcNow() : null);
        return wait > TimeSpan.Zero ? wait : null;
    }

    private async Task<byte[]?> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        using var whole = new MemoryStream();
        var part = new byte[16 * 1024];
        for (int count; (count = await stream.ReadAsync(part, cancellation)) > 0;)
        {
            if (whole.Length + count > options.MostBytes) return null;
            whole.Write(part, 0, count);
        }

        return whole.ToArray();
    }

    private static bool IsFault(PortalReply reply) =>
        reply is PortalReply.None or PortalReply.Whole { Status: >= HttpStatusCode.InternalServerError };

    private static CallNote Note(
        HttpMethod method, string address, PortalReply reply, byte[]? sent, bool isSecret, TimeSpan took)
    {
        var whole = reply as PortalReply.Whole;
        return new(
            method.Method,
            address,
            (int?)whole?.Status,
            (long)took.TotalMilliseconds,
            sent is null ? null : Convert.ToHexStringLower(SHA256.HashData(sent)),
            whole is null || isSecret ? null : Convert.ToHexStringLower(SHA256.HashData(whole.Body.Span)),
            (reply as PortalReply.None)?.Sentence);
    }
}
