using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace Cer.Messaging.HomeAssistant;

/// <summary>The REST routes of Core: what is asked once, and what the websocket has not.</summary>
/// <remarks>Source: the REST documentation of Home Assistant. There is no documented rate limit: be gentle.</remarks>
public sealed class HomeRest : IDisposable
{
    /// <summary>Entities in one call: their names go into the address, which has a longest.</summary>
    private const int MostEntities = 50;

    private readonly HomeOptions _options;
    private readonly HttpClient _http;
    private readonly HomeDoor _door;

    internal HomeRest(HomeOptions options, HomeDoor door)
    {
        (_options, _door) = (options, door);
        _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.Token);
    }

    /// <summary>What Core says of itself: version, time zone, currency, whether it runs.</summary>
    /// <exception cref="HomeFault">Refused, not let in, or not there.</exception>
    public async Task<HomeConfig> ConfigAsync(CancellationToken cancellation) => HomeConfig.Read(await GetAsync("config", cancellation));

    /// <summary>All entities, as they are now.</summary>
    /// <exception cref="HomeFault">Refused, not let in, or not there.</exception>
    public async Task<IReadOnlyList<HomeEntity>> StatesAsync(CancellationToken cancellation) =>
        [.. HomeJson.Items(await GetAsync("states", cancellation)).Select(HomeEntity.Read).OfType<HomeEntity>()];

    /// <summary>An entity, as it is now; null when there is none of the name.</summary>
    /// <exception cref="HomeFault">Refused, not let in, or not there.</exception>
    public async Task<HomeEntity?> StateAsync(string entity, CancellationToken cancellation)
    {
        try
        {
            return HomeEntity.Read(await GetAsync($"states/{Uri.EscapeDataString(entity)}", cancellation));
        }
        catch (HomeFault fault) when (fault.Code == HomeFault.NotFound)
        {
            return null;
        }
    }

    /// <summary>What the recorder kept: the first is the state that held at the start.</summary>
    /// <param name="entities">Whose; those without a history are left out of the answer.</param>
    /// <param name="from">The first instant.</param>
    /// <param name="to">The first instant no more.</param>
    /// <param name="withAttributes">Whether to tell attributes, such as the unit, with each.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="HomeFault">Refused, not let in, or not there.</exception>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<HomeSample>>> HistoryAsync(
        IReadOnlyCollection<string> entities, Instant from, Instant to, bool withAttributes, CancellationToken cancellation)
    {
        var found = new Dictionary<string, IReadOnlyList<HomeSample>>();
        foreach (var some in entities.Chunk(MostEntities))
        {
            var address = $"history/period/{InstantPattern.ExtendedIso.Format(from)}"
                + $"?end_time={Uri.EscapeDataString(InstantPattern.ExtendedIso.Format(to))}"
                + $"&filter_entity_id={Uri.EscapeDataString(string.Join(',', some))}&significant_changes_only=0"
                + (withAttributes ? "" : "&minimal_response&no_attributes");
            foreach (var one in HomeJson.Items(await GetAsync(address, cancellation)))
            {
                // Only the first of each has the name when the answer is short.
                if (HomeJson.Items(one).FirstOrDefault() is var first && HomeJson.Text(first, "entity_id") is { } name)
                    found[name] = [.. HomeJson.Items(one).Select(HomeSample.Read).OfType<HomeSample>()];
            }
        }

        return found;
    }

    /// <summary>Fires an event.</summary>
    /// <exception cref="HomeFault">Refused, not let in, or not there.</exception>
    public Task FireAsync(string type, JsonObject? data, CancellationToken cancellation) =>
        PostAsync($"events/{Uri.EscapeDataString(type)}", data ?? [], cancellation);

    /// <summary>What a template comes to, as text.</summary>
    /// <exception cref="HomeFault">The template is wrong; not let in, or not there.</exception>
    public async Task<string> TemplateAsync(string template, CancellationToken cancellation) =>
        Encoding.UTF8.GetString(await PostAsync("template", new() { ["template"] = template }, cancellation));

    public void Dispose() => _http.Dispose();

    /// <summary>Asks, below the routes of Core or at a whole address.</summary>
    public async Task<JsonElement> GetAsync(string address, CancellationToken cancellation)
    {
        var bytes = await SendAsync(new(HttpMethod.Get, new Uri(_options.RestBase, address)), cancellation);
        try
        {
            return JsonElement.Parse(bytes);
        }
        catch (JsonException failure)
        {
            throw new HomeFault(HomeFault.BadAnswer, "Found an answer that is not JSON, expected JSON.", failure);
        }
    }

    /// <summary>Posts, below the routes of Core or at a whole address.</summary>
    public Task<byte[]> PostAsync(string address, JsonObject body, CancellationToken cancellation) => SendAsync(
        new(HttpMethod.Post, new Uri(_options.RestBase, address))
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        },
        cancellation);

    private async Task<byte[]> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var sent = request;
        _door.Pass();
        using var patience = _door.Patience(cancellation);
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            var body = await ReadAsync(answer.Content, patience.Token);
            if (answer.IsSuccessStatusCode) return body;
            throw Refused(answer.StatusCode, body);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new HomeFault(HomeFault.Timeout, "Found no whole answer of Home Assistant, expected one in time.");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException and not HomeFault)
        {
            throw new HomeFault(
                HomeFault.ConnectionLost, $"Found no way to Home Assistant ({failure.Message.TrimEnd('.')}).", failure);
        }
    }

    private HomeFault Refused(HttpStatusCode status, byte[] body)
    {
        var said = HomeJson.Said(HomeDoor.Message(body));
        var number = ((int)status).ToString(CultureInfo.InvariantCulture);
        if (status == HttpStatusCode.Unauthorized)
            _door.Shut("Home Assistant does not accept the token: it was revoked, or is another's.");
        return status switch
        {
            HttpStatusCode.Unauthorized => new(HomeFault.Unauthorised, $"Home Assistant does not accept the token{said}."),
            HttpStatusCode.NotFound => new(HomeFault.NotFound, $"Home Assistant has no such thing{said}."),
            HttpStatusCode.BadRequest => new(HomeFault.InvalidFormat, $"Home Assistant does not take the call{said}."),
            HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout =>
                new(HomeFault.NotReady, $"Home Assistant is not ready{said}."),
            _ => new($"http_{number}", $"Home Assistant refused with {number}{said}."),
        };
    }

    private async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        using var whole = new MemoryStream();
        var part = new byte[64 * 1024];
        for (int count; (count = await stream.ReadAsync(part, cancellation)) > 0;)
        {
            if (whole.Length + count > _options.MostBytes)
            {
                throw new HomeFault(HomeFault.BadAnswer, string.Create(
                    CultureInfo.InvariantCulture, $"Found an answer of more than {_options.MostBytes} bytes, expected at most that."));
            }

            whole.Write(part, 0, count);
        }

        return whole.ToArray();
    }
}
