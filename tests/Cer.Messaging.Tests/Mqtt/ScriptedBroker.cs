using System.Net;
using System.Net.Sockets;
using Cer.Messaging.Mqtt;

namespace Cer.Messaging.Tests.Mqtt;

/// <summary>Says what a test tells it to, whatever the client says: for what no real broker would do.</summary>
internal sealed class ScriptedBroker : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<byte> _heard = [];
    private readonly Task _run;

    public ScriptedBroker(params string[] says)
    {
        _listener.Start();
        _run = RunAsync(says);
    }

    public MqttOptions Options => new()
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
        ClientId = "c",
        Patience = Clients.Patience,
    };

    /// <summary>All that the client said, once it has hung up.</summary>
    public async Task<string> HeardAsync()
    {
        await _run.WaitAsync(Clients.Patience);
        return Hex.Text([.. _heard]);
    }

    public void Dispose() => _listener.Dispose();

    private async Task RunAsync(string[] says)
    {
        using var client = await _listener.AcceptSocketAsync();
        var buffer = new byte[4096];
        try
        {
            // The first is the answer to the connection; the rest is said at once, but for an empty line: that listens.
            _heard.AddRange(buffer[..await client.ReceiveAsync(buffer)]);
            foreach (var line in says)
            {
                if (line.Length > 0) await client.SendAsync(Hex.Bytes(line));
                else _heard.AddRange(buffer[..await client.ReceiveAsync(buffer)]);
            }

            while (await client.ReceiveAsync(buffer) is > 0 and var count) _heard.AddRange(buffer[..count]);
        }
        catch (SocketException)
        {
            // It hung up without a goodbye.
        }
    }
}
