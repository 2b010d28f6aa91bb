using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Cer.Host.Gateway;
using Cer.Host.Tests.Mqtt;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Cer.Host.Tests.Hostile;

/// <summary>Who sends a byte now and then is let go, and keeps nobody waiting.</summary>
public class SlowTests(PostgresFixture postgres)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Slow_headers_and_slow_bodies_end_while_others_are_answered()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        var token = server.Client.DefaultRequestHeaders.Authorization!.Parameter;
        var body = "POST " + TestServer.Gateway + "/push HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + token
            + "\r\nContent-Length: 5000\r\n\r\n{";
        Task<string>[] slow =
        [
            .. Enumerable.Range(0, 20).Select(_ => DribbleAsync(server.Client.BaseAddress!, "GET /x HTTP/1.1\r\nHost: x\r\nX-")),
            .. Enumerable.Range(0, 20).Select(_ => DribbleAsync(server.Client.BaseAddress!, body)),
        ];
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 50; i++) await server.CallAsync("isAlive", []);
        Assert.True(watch.Elapsed < Patience);
        var answers = await Task.WhenAll(slow);
        // Of a head that never ends, and a body that is slower than a modem of 1990: hung up on, or told so first.
        Assert.All(answers, answer => Assert.True(
            answer.Length == 0 || answer.StartsWith("HTTP/1.1 408", StringComparison.Ordinal), answer));
        Assert.Equal(0L, await server.AskAsync<long>("select count(*) from core.ingest where community_id = $1"));
    }

    [Fact]
    public async Task Lists_that_an_account_sends_slowly_keep_only_itself_waiting()
    {
        await using var server = await (await TestServer.StartAsync(postgres)).LogInAsync();
        var token = server.Client.DefaultRequestHeaders.Authorization!.Parameter;
        // At 240 bytes a second what was sent lasts half a minute: they are heard as long as a body may be slow.
        var list = "POST /api/readings HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer " + token
            + "\r\nContent-Length: 30000000\r\n\r\n[" + new string(' ', 8000);
        var address = server.Client.BaseAddress!;
        List<TcpClient> slow = [];
        for (var i = 0; i < 6; i++)
        {
            slow.Add(new());
            await slow[i].ConnectAsync(address.Host, address.Port, Cancellation);
            await slow[i].GetStream().WriteAsync(Encoding.ASCII.GetBytes(list), Cancellation);
        }

        using var other = await server.AnotherAccountAsync("other");
        using var push = new ByteArrayContent(TestServer.Push(QuartersOf.Before(0)));
        push.Headers.ContentType = new("application/json");
        using var answer = await other.PostAsync($"{TestServer.Gateway}/push", push, Cancellation).WaitAsync(
            TimeSpan.FromSeconds(20), Cancellation);
        Assert.True(answer.IsSuccessStatusCode);
        Assert.All(slow, one => Assert.Equal(0, one.Available));
        slow.ForEach(one => one.Dispose());
        await Eventually.EqualAsync(true, async () => await server.AskAsync<long>(
            "select coalesce(sum(messages), 0)::bigint from core.sender_day where community_id = $1 and kind = 'bad_body'") > 0);
    }

    [Fact]
    public async Task One_address_gets_a_part_of_the_connections_and_those_that_say_nothing_end()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var door = new ConnectionDoor(3, TimeSpan.FromSeconds(2));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(door.Before)));
        await using var app = builder.Build();
        app.MapGet("/", () => "here");
        await app.StartAsync(Cancellation);
        var address = new Uri(app.Urls.Single());
        using TcpClient one = new(), two = new(), three = new(), four = new();
        foreach (var client in (TcpClient[])[one, two, three]) await client.ConnectAsync(address.Host, address.Port, Cancellation);
        Assert.Equal("", await KnockAsync(four, address));
        foreach (var client in (TcpClient[])[one, two, three]) Assert.Equal("", await ReadAsync(client.GetStream()));
        using var speaks = new HttpClient();
        Assert.Equal("here", await speaks.GetStringAsync(address, Cancellation));
    }

    /// <summary>What a door says that may slam before the connection is known to stand.</summary>
    private static async Task<string> KnockAsync(TcpClient client, Uri address)
    {
        try
        {
            await client.ConnectAsync(address.Host, address.Port, Cancellation);
        }
        catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionReset)
        {
            return "";
        }

        return await ReadAsync(client.GetStream());
    }

    /// <summary>Sends a beginning, then a byte a second until the server has had enough; what it said.</summary>
    private static async Task<string> DribbleAsync(Uri address, string beginning)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, Cancellation);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(beginning), Cancellation);
        var said = ReadAsync(stream);
        var watch = Stopwatch.StartNew();
        while (!said.IsCompleted)
        {
            Assert.True(watch.Elapsed < Patience, "Found a connection that is held open, expected an end.");
            await Task.WhenAny(said, Task.Delay(1000, Cancellation));
            try
            {
                if (!said.IsCompleted) await stream.WriteAsync("x"u8.ToArray(), Cancellation);
            }
            catch (IOException)
            {
                break;
            }
        }

        return await said;
    }

    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        var said = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, Cancellation)) > 0) said.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        catch (IOException)
        {
            // Put an end to by the server: what it said before counts.
        }

        return said.ToString();
    }
}
