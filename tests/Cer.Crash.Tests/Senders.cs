using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Cer.Crash.Tests;

/// <summary>Devices in the field: each sends its messages in order, and repeats one until it is answered.</summary>
internal sealed class Senders(string username, string password, TimeSpan patience) : IDisposable
{
    private const string Gateway = "webservices/rest/UrbanDatasetGateway/";
    private static readonly int AtOnce = Chances.Soak ? InventedCommunity.Points : 8;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim _login = new(1);
    private string _token = "";
    private int _answered;
    private int _repeated;
    private int _failed;
    private int _excused;

    /// <summary>Where the server listens now.</summary>
    public Uri? Address { get; set; }

    /// <summary>Messages answered for good: taken, or told to be there already.</summary>
    public int Answered => Volatile.Read(ref _answered);

    /// <summary>Of those, the ones told to be there already: stored, but the first answer was lost.</summary>
    public int Repeated => Volatile.Read(ref _repeated);

    /// <summary>Calls that met no server, or one without a store.</summary>
    public int Failed => Volatile.Read(ref _failed);

    /// <summary>Of those, the ones that the server answered itself: its store was away.</summary>
    public int Excused => Volatile.Read(ref _excused);

    public Task SendAsync(IReadOnlyList<InventedMessage> messages) => Task.WhenAll(
        Enumerable.Range(0, AtOnce).Select(sender => Task.Run(async () =>
        {
            using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
            foreach (var message in messages.Where(message => message.Point % AtOnce == sender))
                await SendAsync(client, message.Push());
        })));

    public void Dispose() => _login.Dispose();

    private async Task SendAsync(HttpClient client, byte[] push)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(Pause))
        {
            Assert.True(waited.Elapsed < patience, "A message waits too long for an answer.");
            try
            {
                var token = _token;
                var (status, answer) = await CallAsync(client, "push", new ByteArrayContent(push), token);
                switch (status, (string?)answer["code"])
                {
                    case (HttpStatusCode.OK, "02"):
                        Interlocked.Increment(ref _answered);
                        return;
                    case (HttpStatusCode.OK, "50"):
                        Interlocked.Increment(ref _repeated);
                        Interlocked.Increment(ref _answered);
                        return;
                    case (HttpStatusCode.Unauthorized, "52"):
                        await LogInAsync(client, token);
                        break;
                    case (HttpStatusCode.ServiceUnavailable, "59"):
                        Interlocked.Increment(ref _excused);
                        Interlocked.Increment(ref _failed);
                        break;
                    default:
                        Assert.Fail($"Found {status} {answer}, expected another answer.");
                        break;
                }
            }
            catch (Exception lost) when (lost is HttpRequestException or IOException or TaskCanceledException)
            {
                // Also one that was not answered in time.
                Interlocked.Increment(ref _failed);
            }
        }
    }

    /// <summary>One log-in for all whose token is the old one.</summary>
    private async Task LogInAsync(HttpClient client, string old)
    {
        await _login.WaitAsync();
        try
        {
            if (_token != old) return;
            using var body = JsonContent.Create(new { username, password });
            var (status, answer) = await CallAsync(client, "login", body, "none");
            if (status == HttpStatusCode.OK) _token = (string)answer["token"]!;
            else Assert.Equal((HttpStatusCode.ServiceUnavailable, "59"), (status, (string?)answer["code"]));
        }
        finally
        {
            _login.Release();
        }
    }

    private async Task<(HttpStatusCode Status, JsonNode Answer)> CallAsync(
        HttpClient client, string call, HttpContent content, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address!, Gateway + call));
        request.Content = content;
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.SendAsync(request);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }
}
