using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Cer.Year.Tests;

/// <summary>Somebody of the staff, signed in by the door that the pages use.</summary>
internal sealed class Colleague : IDisposable
{
    public const string Password = "una frase inventata per l'anno";

    private readonly CookieContainer _cookies = new();
    private HttpClient _http;

    private Colleague(string login, Uri address)
    {
        Login = login;
        _http = Client(address);
    }

    public string Login { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Accepts an invite with a password.</summary>
    public static async Task<Colleague> AcceptAsync(string login, Uri address, string invite)
    {
        var one = new Colleague(login, address);
        using var answer = await one._http.PostAsJsonAsync($"/api/invites/{invite}", new { password = Password }, Cancellation);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
        return one;
    }

    /// <summary>The same person at the server that was started anew, with what the browser has kept.</summary>
    public void MoveTo(Uri address)
    {
        // Cookies know no port.
        _http.Dispose();
        _http = Client(address);
    }

    public async Task<JsonNode> GetAsync(string path)
    {
        using var answer = await _http.GetAsync(Path(path), Cancellation);
        return await ReadAsync("GET", path, answer, [HttpStatusCode.OK]);
    }

    public Task<byte[]> BytesAsync(string path) => _http.GetByteArrayAsync(Path(path), Cancellation);

    /// <summary>Posts, and expects 200, 201 or 204 unless told otherwise.</summary>
    public async Task<JsonNode> PostAsync(string path, object body, params HttpStatusCode[] expected)
    {
        using var answer = await _http.PostAsJsonAsync(Path(path), body, Cancellation);
        return await ReadAsync("POST", path, answer, expected);
    }

    public async Task<JsonNode> PutAsync(string path, object body, params HttpStatusCode[] expected)
    {
        using var answer = await _http.PutAsJsonAsync(Path(path), body, Cancellation);
        return await ReadAsync("PUT", path, answer, expected);
    }

    /// <summary>Sends a file, as a page that reads one from the disk.</summary>
    public async Task<JsonNode> SendAsync(string path, byte[] bytes, string media, params HttpStatusCode[] expected)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new(media);
        using var answer = await _http.PostAsync(Path(path), content, Cancellation);
        return await ReadAsync("POST", path, answer, expected);
    }

    public void Dispose() => _http.Dispose();

    private HttpClient Client(Uri address)
    {
        var http = new HttpClient(new HttpClientHandler { CookieContainer = _cookies })
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromMinutes(5),
        };
        http.DefaultRequestHeaders.Add("X-Cer-Request", "1");
        return http;
    }

    private static string Path(string path) => path[0] == '/' ? path : $"/api/communities/{YearTown.Code}/{path}";

    private static async Task<JsonNode> ReadAsync(
        string verb, string path, HttpResponseMessage answer, HttpStatusCode[] expected)
    {
        var text = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(Cancellation));
        var fits = expected.Length == 0 ? answer.IsSuccessStatusCode : expected.Contains(answer.StatusCode);
        Assert.True(fits, $"{verb} {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }
}
