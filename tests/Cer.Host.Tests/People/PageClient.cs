using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Cer.Host.Tests.People;

/// <summary>What a page in a browser does: it sends JSON with the header of our pages, and keeps one cookie.</summary>
internal sealed class PageClient(Uri address, string? from) : IDisposable
{
    public const string CookieName = "cer_session";

    private readonly HttpClient _client = new(
        new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false })
    { BaseAddress = address };

    /// <summary>The session that the browser holds.</summary>
    public string? Token { get; private set; }

    /// <summary>The last Set-Cookie, as it came.</summary>
    public string? SetCookie { get; private set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public PageClient With(string? token)
    {
        Token = token;
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
        if (Token is not null) request.Headers.Add("Cookie", $"{CookieName}={Token}");
        if (body is not null)
        {
            var text = body as string ?? System.Text.Json.JsonSerializer.Serialize(body);
            request.Content = new StringContent(text, Encoding.UTF8, "application/json");
        }

        using var response = await _client.SendAsync(request, Cancellation);
        if (response.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            SetCookie = cookies.Single();
            var value = SetCookie.Split(';')[0][(CookieName.Length + 1)..];
            Token = value.Length > 0 ? value : null;
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
