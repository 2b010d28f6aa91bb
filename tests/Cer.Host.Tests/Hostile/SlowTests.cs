using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

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
