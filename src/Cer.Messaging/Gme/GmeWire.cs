using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Cer.Operations.Market;
using NodaTime;

namespace Cer.Messaging.Gme;

/// <summary>One call to GME's interface: its place in the quota, the wait for the whole answer, and the bound of its size.</summary>
internal sealed class GmeWire(GmeOptions options, HttpClient http, IMarketQuota quota)
{
    /// <summary>Posts; the answer, or why there is none.</summary>
    public async Task<(GmeReply? Reply, MarketAnswer? Stop)> PostAsync(
        string name, Dictionary<string, object> body, string? token, CancellationToken cancellation)
    {
        var wait = await quota.TakeAsync(cancellation);
        if (wait > Duration.Zero) return (null, new MarketAnswer.Wait(wait));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(options.Patience);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{options.Base.AbsoluteUri.TrimEnd('/')}/api/v1/{name}")
            {
                Content = JsonContent.Create(body),
            };
            if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            var bytes = await ReadAsync(answer.Content, patience.Token);
            if (bytes is not null) await quota.CountAsync(bytes.Length, cancellation);
            return bytes is null
                ? (null, Trouble(string.Create(
                    CultureInfo.InvariantCulture, $"Found an answer of more than {options.MostBytes} bytes, expected at most that.")))
                : (new(answer.StatusCode, bytes), null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, Trouble(string.Create(
                CultureInfo.InvariantCulture,
                $"Found no whole answer of {options.Base.Host} within {options.Patience.TotalSeconds} seconds, expected one.")));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return (null, Trouble($"Found no way to {options.Base.Host} ({failure.Message.TrimEnd('.')}), expected an answer."));
        }
    }

    private async Task<byte[]?> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        using var whole = new MemoryStream();
        var part = new byte[32 * 1024];
        for (int count; (count = await stream.ReadAsync(part, cancellation)) > 0;)
        {
            if (whole.Length + count > options.MostBytes) return null;
            whole.Write(part, 0, count);
        }

        return whole.ToArray();
    }

    private static MarketAnswer.Trouble Trouble(string sentence) => new(sentence, IsLasting: false);
}
