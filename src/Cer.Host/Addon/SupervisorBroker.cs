using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Cer.Host.Addon;

/// <summary>Asks the Supervisor for the MQTT broker that Home Assistant offers its apps.</summary>
/// <remarks>GET /services/mqtt. The port comes as a number although it is documented as text; both are read.</remarks>
internal static class SupervisorBroker
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <returns>The broker; null when Home Assistant offers none.</returns>
    /// <exception cref="HttpRequestException">The Supervisor could not be asked.</exception>
    public static async Task<AddonBroker?> AskAsync(Uri supervisor, string token, CancellationToken cancellation)
    {
        using var client = new HttpClient { Timeout = Patience, MaxResponseContentBufferSize = 1 << 20 };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(supervisor, "services/mqtt"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await client.SendAsync(request, cancellation);
            // Not provided is told as a bad request; whoever has no right, or no Supervisor behind it, is another matter.
            if (response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound) return null;
            response.EnsureSuccessStatusCode();
            using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellation));
            return Of(answer.RootElement);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new HttpRequestException("no answer within ten seconds");
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new HttpRequestException("an answer of another form");
        }
    }

    private static AddonBroker? Of(JsonElement answer)
    {
        if (!answer.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object
            || !data.TryGetProperty("host", out var host) || host.GetString() is not { Length: > 0 } name) return null;
        var port = data.GetProperty("port") is { ValueKind: JsonValueKind.Number } number
            ? number.GetInt32() : int.TryParse(data.GetProperty("port").GetString(), out var read) ? read : 1883;
        return new(
            name,
            port,
            data.GetProperty("username").GetString() ?? "",
            data.GetProperty("password").GetString() ?? "",
            data.TryGetProperty("ssl", out var ssl) && ssl.ValueKind == JsonValueKind.True);
    }
}
