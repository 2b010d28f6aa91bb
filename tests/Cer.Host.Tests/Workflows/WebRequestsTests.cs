using System.Net;
using System.Net.Sockets;
using System.Text;
using Cer.Host.Workflows;
using Cer.Workflows.Running;

namespace Cer.Host.Tests.Workflows;

/// <summary>Requests of workflows go out as they are drawn, and where the settings say so not into the own network.</summary>
public class WebRequestsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.0.1", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("8.8.8.8", true)]
    [InlineData("::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("2002:7f00:1::1", false)]
    [InlineData("2a00:1450:4002:402::200e", true)]
    public void An_address_of_a_private_network_is_told_from_a_public_one(string address, bool isPublic) =>
        Assert.Equal(isPublic, PrivateAddressException.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public async Task Where_the_settings_refuse_the_own_network_nothing_is_connected_to()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var requests = new WebRequests(refusesPrivate: true);
        foreach (var host in new[] { "127.0.0.1", "localhost", "[::1]" })
        {
            var fault = await Assert.ThrowsAsync<InvalidOperationException>(
                async () => await requests.SendAsync(Call($"http://{host}:{port}/"), Cancellation));
            Assert.Contains("expected a public one", fault.Message, StringComparison.Ordinal);
        }

        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task A_request_goes_out_as_it_was_drawn_and_its_answer_comes_back()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var requests = new WebRequests(refusesPrivate: false);
        var call = Call($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/x") with
        {
            Method = "post",
            Content = "{}",
            ContentType = "application/json",
            Authorization = "Bearer a",
            Headers = new() { ["X-Prova"] = 7 },
        };
        var sending = requests.SendAsync(call, Cancellation);
        using var client = await listener.AcceptTcpClientAsync(Cancellation);
        var buffer = new byte[8192];
        var text = "";
        while (!text.EndsWith("{}", StringComparison.Ordinal))
            text += Encoding.ASCII.GetString(buffer, 0, await client.GetStream().ReadAsync(buffer, Cancellation));
        await client.GetStream().WriteAsync(
            "HTTP/1.1 409 Conflict\r\nContent-Type: text/plain\r\nX-Altro: b\r\nContent-Length: 2\r\n\r\nno"u8.ToArray(), Cancellation);
        var answer = await sending;
        Assert.StartsWith("POST /x HTTP/1.1\r\n", text, StringComparison.Ordinal);
        foreach (var line in new[] { "X-Prova: 7", "Authorization: Bearer a", "Content-Type: application/json" })
            Assert.Contains(line, text, StringComparison.Ordinal);
        Assert.Equal((409, "no", "text/plain", "b"), (
            answer.StatusCode, Encoding.ASCII.GetString(answer.Content), answer.ContentType, (string)answer.Headers["X-Altro"]!));
    }

    [Fact]
    public async Task Nobody_there_is_no_answer_and_another_scheme_is_refused()
    {
        using var requests = new WebRequests(refusesPrivate: false);
        Assert.Equal(0, (await requests.SendAsync(Call("http://127.0.0.1:1/"), Cancellation)).StatusCode);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await requests.SendAsync(Call("file:///etc/passwd"), Cancellation));
    }

    private static HttpCall Call(string url) => new(url, "GET", null, null, null, []);
}
