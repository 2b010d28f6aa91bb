using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Cer.Apps;

/// <summary>The platform over HTTP: logs in with the account of this house and sends lists of readings.</summary>
public sealed class PlatformDoor(PlatformConfig config, HttpMessageHandler? handler = null)
    : IPlatformDoor, IPlatformReader, IDisposable
{
    private const string LoginPath = "webservices/rest/UrbanDatasetGateway/login";
    private const string ReadingsPath = "api/readings";
    private const int MostAnswer = 4 * 1024 * 1024;

    private readonly HttpClient _http = new(handler ?? new SocketsHttpHandler())
    {
        Timeout = TimeSpan.FromSeconds(60),
        MaxResponseContentBufferSize = MostAnswer,
    };

    private string? _token;

    public async Task<DoorAnswer> SendAsync(IReadOnlyList<EnergyRow> rows, CancellationToken cancellation)
    {
        try
        {
            for (var fresh = false; ; fresh = true)
            {
                if (_token is null && await LoginAsync(cancellation) is { } closed) return closed;
                var (json, items) = ReadingBody.Of(rows);
                using var response = await RequestAsync(HttpMethod.Post, ReadingsPath, json, cancellation);
                if (response.StatusCode != HttpStatusCode.Unauthorized) return await AnswerAsync(response, rows, items, cancellation);
                // A token ends after some hours: one more log-in, and no loop of them.
                _token = null;
                if (fresh) return new DoorAnswer.Unauthorised("the platform took the log-in and not its token");
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException
            || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new DoorAnswer.Away(failure.Message);
        }
    }

    public async Task<JsonElement?> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            if (_token is null && await LoginAsync(cancellation) is not null) return null;
            using var response = await RequestAsync(HttpMethod.Get, path, null, cancellation);
            if (response.StatusCode == HttpStatusCode.Unauthorized) _token = null;
            return response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<JsonElement>(cancellation) : null;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or JsonException
            || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<DoorAnswer?> LoginAsync(CancellationToken cancellation)
    {
        if (config is not { Url: { Length: > 0 }, Username: { Length: > 0 } name, PasswordFile: { Length: > 0 } file })
            return new DoorAnswer.Unauthorised("found no url, username or passwordFile, expected those of the platform");
        string password;
        try
        {
            password = (await File.ReadAllTextAsync(file, cancellation)).Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new DoorAnswer.Unauthorised($"found no password file that can be read: {failure.Message}");
        }

        var body = JsonSerializer.Serialize(new { username = name, password });
        using var response = await RequestAsync(HttpMethod.Post, LoginPath, body, cancellation);
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.BadRequest)
            return new DoorAnswer.Unauthorised("the platform knows no such name with this password");
        if (!response.IsSuccessStatusCode) return Away(response);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellation);
        _token = answer.TryGetProperty("token", out var token) ? token.GetString() : null;
        return _token is null ? new DoorAnswer.Away("the platform gave no token") : null;
    }

    private async Task<HttpResponseMessage> RequestAsync(
        HttpMethod method, string path, string? json, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, new Uri(new(config.Url!.TrimEnd('/') + "/"), path));
        if (_token is { } token) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        return await _http.SendAsync(request, cancellation);
    }

    private static async Task<DoorAnswer> AnswerAsync(
        HttpResponseMessage response,
        IReadOnlyList<EnergyRow> rows,
        IReadOnlyList<IReadOnlyList<EnergyRow>> items,
        CancellationToken cancellation)
    {
        if (response.IsSuccessStatusCode) return new DoorAnswer.Taken();
        if (response.StatusCode == HttpStatusCode.BadRequest)
            return Refusal(await response.Content.ReadAsStringAsync(cancellation), rows, items);
        return response.StatusCode == HttpStatusCode.Forbidden
            ? new DoorAnswer.Unauthorised("the platform does not let this account send readings")
            : Away(response);
    }

    private static DoorAnswer.Away Away(HttpResponseMessage response) => new(
        $"the platform answered {(int)response.StatusCode}", response.Headers.RetryAfter?.Delta);

    /// <summary>Which rows are at fault: an item's fault is that of every row in it.</summary>
    private static DoorAnswer Refusal(
        string text, IReadOnlyList<EnergyRow> rows, IReadOnlyList<IReadOnlyList<EnergyRow>> items)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.TryGetProperty("faults", out var faults))
            {
                return Refusals.Of(
                    faults.EnumerateArray().Select(fault => (
                        fault.GetProperty("row").GetInt64(),
                        fault.GetProperty("field").GetString(),
                        fault.GetProperty("found").GetString(),
                        fault.GetProperty("expected").GetString())).ToList(),
                    rows,
                    items);
            }
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            // It did not say which: they are found by halves.
        }

        return new DoorAnswer.Refused(new Dictionary<int, string>(), "faults in the list");
    }
}
