using System.Net;
using System.Net.Sockets;

namespace Cer.Host.Tests.Dashboards;

/// <summary>A wire to the real PostgreSQL that can be cut, or left open without anybody at its end.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly (string Host, int Port) _target;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly List<TcpClient> _open = [];
    private TcpListener _listener = new(IPAddress.Loopback, 0);
    private Task _accepting;

    public Relay(string host, int port)
    {
        _target = (host, port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync(_listener);
    }

    public int Port { get; }

    /// <summary>Whether what comes is taken and never answered.</summary>
    public bool IsMute { get; set; }

    /// <summary>As when the server is stopped: what is open ends, what comes is refused.</summary>
    public async Task CutAsync()
    {
        _listener.Stop();
        await _accepting;
        lock (_lock)
        {
            foreach (var one in _open) one.Dispose();
            _open.Clear();
        }
    }

    public void Mend()
    {
        _listener = new(IPAddress.Loopback, Port);
        _listener.Start();
        _accepting = AcceptAsync(_listener);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await CutAsync();
        _stop.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var near = await listener.AcceptTcpClientAsync(_stop.Token);
                Keep(near);
                if (!IsMute) _ = JoinAsync(near);
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Cut.
        }
    }

    private async Task JoinAsync(TcpClient near)
    {
        try
        {
            var far = new TcpClient();
            Keep(far);
            await far.ConnectAsync(_target.Host, _target.Port);
            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream()), far.GetStream().CopyToAsync(near.GetStream()));
            near.Dispose();
            far.Dispose();
        }
        catch (Exception fault) when (fault is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
        }
    }

    private void Keep(TcpClient one)
    {
        lock (_lock) _open.Add(one);
    }
}
