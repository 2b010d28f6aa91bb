using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Cer.Host.Gateway;

/// <summary>Lets so many connections of one address in at a time, and ends those that do not begin to speak.</summary>
/// <remarks>Half of all the server takes: a proxy in front of it has room enough, and one machine cannot shut out the others.</remarks>
internal sealed class ConnectionDoor(int mostOfOne, TimeSpan silence)
{
    private readonly Dictionary<IPAddress, int> _inside = [];
    private readonly Lock _gate = new();

    /// <summary>What every connection goes through.</summary>
    public ConnectionDelegate Before(ConnectionDelegate next) => async connection =>
    {
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        if (!Enters(address))
        {
            connection.Abort(new($"Found more than {mostOfOne} connections of one address, expected at most that."));
            return;
        }

        try
        {
            if (await SpeaksAsync(connection)) await next(connection);
            else connection.Abort(new($"Found a connection that says nothing for {silence.TotalSeconds} s, expected a request."));
        }
        finally
        {
            Leaves(address);
        }
    };

    private bool Enters(IPAddress address)
    {
        lock (_gate)
        {
            var inside = _inside.GetValueOrDefault(address);
            if (inside >= mostOfOne) return false;
            _inside[address] = inside + 1;
            return true;
        }
    }

    private void Leaves(IPAddress address)
    {
        lock (_gate)
        {
            if (--_inside[address] == 0) _inside.Remove(address);
        }
    }

    private async Task<bool> SpeaksAsync(ConnectionContext connection)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
        patience.CancelAfter(silence);
        try
        {
            // Looked at and left there: the server reads it again.
            var first = await connection.Transport.Input.ReadAsync(patience.Token);
            connection.Transport.Input.AdvanceTo(first.Buffer.Start);
            return !first.Buffer.IsEmpty || !first.IsCompleted;
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException)
        {
            return false;
        }
    }
}
