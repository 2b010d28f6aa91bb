using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace Cer.Crash.Tests.Mqtt;

/// <summary>Somebody of the staff, who signs in once and looks as often as needed.</summary>
internal sealed partial class Operator(CrashDatabase database)
{
    private string? _cookie;

    public async Task<HttpClient> LookAsync(Uri address, TimeSpan patience, CancellationToken cancellation)
    {
        var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = address, Timeout = patience };
        client.DefaultRequestHeaders.Add("X-Cer-Request", "1");
        _cookie ??= await SignInAsync(client, cancellation);
        client.DefaultRequestHeaders.Add("Cookie", _cookie);
        return client;
    }

    private async Task<string> SignInAsync(HttpClient client, CancellationToken cancellation)
    {
        var added = (await database.RunAsync("person add", "prova", "--role", "operator")).Succeeded();
        var token = Invite().Match(added.Output).Groups[1].Value;
        var password = new { password = $"una-parola-{Guid.NewGuid():N}" };
        using var answer = await client.PostAsJsonAsync($"api/invites/{token}", password, cancellation);
        answer.EnsureSuccessStatusCode();
        return answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0])
            .Single(cookie => cookie.StartsWith("cer_session=", StringComparison.Ordinal));
    }

    [GeneratedRegex("invito/([A-Za-z0-9_-]+)")]
    private static partial Regex Invite();
}
