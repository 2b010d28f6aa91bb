using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Cer.HomeAssistant.Peer;

/// <summary>Who comes in: by websocket or by REST, directly or through the Supervisor.</summary>
internal sealed class PeerDoor(HomePeer peer)
{
    private readonly ConcurrentDictionary<PeerSocket, bool> _sockets = new();
    private readonly PeerRest _rest = new(peer);
    private int _failedLogins;
    private int _logins;
    private int _cutOffs;
    private int _calls;

    public int FailedLogins => _failedLogins;

    public int Logins => _logins;

    public int Connections => _sockets.Count;

    public int CutOffs => _cutOffs;

    public int Calls => _calls;

    public int LargestGathering { get; private set; }

    public async Task CloseAsync(Func<PeerSocket, bool> which) =>
        await Task.WhenAll(_sockets.Keys.Where(which).Select(socket => socket.CloseAsync()));

    public void Abort()
    {
        foreach (var socket in _sockets.Keys) socket.Abort();
    }

    public async Task TakeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (peer.Options.BehindSupervisor)
        {
            if (peer.Supervisor.Refuses(context, path) is { } status)
            {
                if (status == StatusCodes.Status401Unauthorized) Interlocked.Increment(ref _failedLogins);
                await PeerSupervisor.RefuseAsync(context, status);
            }
            else if (path is "/core/websocket" or "/core/api/websocket")
            {
                await SocketAsync(context);
            }
            else if (path.StartsWith("/core/api/", StringComparison.Ordinal))
            {
                await RestAsync(context, path["/core/api/".Length..]);
            }
            else
            {
                await peer.Supervisor.AnswerAsync(context, path);
            }
        }
        else if (peer.IsDown)
        {
            context.Abort();
        }
        else if (path == "/api/websocket")
        {
            await SocketAsync(context);
        }
        else if (!path.StartsWith("/api/", StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (!peer.Knows(TokenOf(context)))
        {
            Interlocked.Increment(ref _failedLogins);
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            await context.Response.WriteAsync("401: Unauthorized");
        }
        else
        {
            await RestAsync(context, path["/api/".Length..]);
        }
    }

    public static string TokenOf(HttpContext context) =>
        context.Request.Headers.Authorization.ToString() is var words && words.StartsWith("Bearer ", StringComparison.Ordinal)
            ? words["Bearer ".Length..]
            : context.Request.Headers["X-Supervisor-Token"].ToString();

    private async Task RestAsync(HttpContext context, string route)
    {
        Interlocked.Increment(ref _calls);
        await _rest.AnswerAsync(context, route);
    }

    private async Task SocketAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        using var accepted = await context.WebSockets.AcceptWebSocketAsync();
        if (await LetInAsync(accepted) is not { } token) return;
        using var socket = new PeerSocket(accepted, token, peer.Options);
        _sockets[socket] = true;
        Interlocked.Increment(ref _logins);
        try
        {
            await socket.RunAsync((of, message) => TakeAsync(of, message));
        }
        finally
        {
            _sockets.TryRemove(socket, out _);
            foreach (var end in socket.Subscriptions.Values) end();
            if (socket.WasCutOff) Interlocked.Increment(ref _cutOffs);
            LargestGathering = Math.Max(LargestGathering, socket.LargestGathering);
        }
    }

    private Task TakeAsync(PeerSocket socket, JsonElement message)
    {
        if (peer.IsMute) return Task.CompletedTask;
        if (peer.Options.BehindSupervisor && message.ValueKind == JsonValueKind.Object
            && message.TryGetProperty("type", out var type) && PeerSupervisor.IsItsOwn(type.GetString())
            && message.TryGetProperty("id", out var id))
        {
            socket.Takes(id.GetInt64());
            socket.Refuse(id.GetInt64(), "unauthorized", "Unauthorized");
        }
        else
        {
            peer.Commands.Take(socket, message);
        }

        return Task.CompletedTask;
    }

    /// <summary>The token that was let in; null: the door is closed again.</summary>
    private async Task<string?> LetInAsync(WebSocket socket)
    {
        using var enough = new CancellationTokenSource(peer.Options.TokenWithin, peer.Options.Time);
        try
        {
            await PeerWire.SendAsync(socket, new JsonObject { ["type"] = "auth_required", ["ha_version"] = peer.Version }, enough.Token);
            using var message = await PeerWire.ReceiveAsync(socket, enough.Token);
            var token = message is { RootElement: var root } && root.TryGetProperty("type", out var type) && type.GetString() == "auth"
                && root.TryGetProperty("access_token", out var given) ? given.GetString() : null;
            if (token is not null && peer.Knows(token))
            {
                await PeerWire.SendAsync(socket, new JsonObject { ["type"] = "auth_ok", ["ha_version"] = peer.Version }, enough.Token);
                return token;
            }

            Interlocked.Increment(ref _failedLogins);
            await PeerWire.SendAsync(
                socket, new JsonObject { ["type"] = "auth_invalid", ["message"] = "Invalid access token or password" }, enough.Token);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, enough.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or WebSocketException or IOException)
        {
            socket.Abort();
        }

        return null;
    }
}
