using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Cer.Host.Tests.People;

/// <summary>What a page in a browser does: it sends JSON with the header of our pages, and keeps our two cookies.</summary>
internal sealed class PageClient(Uri address, string? from) : IDisposable
{
    public const string CookieName = "cer_session";
    public const string DeviceName = "cer_device";

    private readonly HttpClient _client = new(
        new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false })
    { BaseAddress = address };

    /// <summary>The session that the browser holds.</summary>
    public string? Token { get; private set; }

    /// <summary>By what the browser is known.</summary>
    public string? Device { get; private set; }

    /// <summary>What the browser says of itself.</summary>
    public string? Agent { get; init; }

    /// <summary>The token of a program.</summary>
    public string? Bearer { get; init; }

    /// <summary>The origin of the page.</summary>
    public string? Origin { get; init; }

    /// <summary>The last Set-Cookie of a session, as it came.</summary>
    public string? SetCookie { get; private set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public PageClient With(string? token)
    {
        Token = token;
        return this;
    }

    /// <summary>A browser in which somebody signed in before.</summary>
    public PageClient KnownBy(string? device)
    {
        Device = device;
        return this;
    }

    /// <summary>The same session at another server.</summary>
    public PageClient At(string other)
    {
        var moved = new PageClient(new(other), from).With(Token);
        Dispose();
        return moved;
    }

    public Task<Answer> GetAsync(string path) => SendAsync("GET", path, null);

    public Task<Answer> PostAsync(string path, object? body = null) => SendAsync("POST", path, body);

    public Task<Answer> SignInAsync(string login, string password = PeopleServer.Password, string? code = null) =>
        PostAsync("/api/session", new { login, password, code });

    /// <summary>Sends it; a text goes as it is, anything else as JSON.</summary>
    public async Task<Answer> SendAsync(string method, string path, object? body, bool ours = true)
    {
        using var request = new HttpRequestMessage(new(method), path);
        if (ours) request.Headers.Add("X-Cer-Request", "1");
        if (from is not null) request.Headers.Add("X-Forwarded-For", from);
        var kept = new[] { (CookieName, Token), (DeviceName, Device) }.Where(one => one.Item2 is not null);
        if (kept.Any()) request.Headers.Add("Cookie", string.Join("; ", kept.Select(one => $"{one.Item1}={one.Item2}")));
        if (Agent is not null) request.Headers.TryAddWithoutValidation("User-Agent", Agent);
        if (Bearer is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Bearer}");
        if (Origin is not null) request.Headers.Add("Origin", Origin);
        if (body is not null)
        {
            var text = body as string ?? System.Text.Json.JsonSerializer.Serialize(body);
            request.Content = new StringContent(text, Encoding.UTF8, "application/json");
        }

        using var response = await _client.SendAsync(request, Cancellation);
        if (response.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            foreach (var cookie in cookies)
            {
                var (name, value) = cookie.Split(';')[0].Split('=') is [var one, var two] ? (one, two) : ("", "");
                var held = value.Length > 0 ? value : null;
                if (name == DeviceName) Device = held;
                else (SetCookie, Token) = (cookie, held);
            }
        }

        return new(
            response.StatusCode,
            Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(Cancellation)),
            response.Headers.ToDictionary(
                header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase));
    }

    public void Dispose() => _client.Dispose();

    /// <summary>What came back.</summary>
    internal sealed record Answer(HttpStatusCode Status, string Text, IReadOnlyDictionary<string, string> Headers)
    {
        public JsonNode Json => JsonNode.Parse(Text)!;

        public string Detail => (string)Json["detail"]!;
    }
}
