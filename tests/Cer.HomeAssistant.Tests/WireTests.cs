using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Cer.HomeAssistant.Peer;
using Cer.Messaging.HomeAssistant;

namespace Cer.HomeAssistant.Tests;

/// <summary>What goes over the wire, without the client between.</summary>
public class WireTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Core_greets_with_its_version_and_closes_on_a_wrong_token()
    {
        await using var peer = await HomePeer.StartAsync();
        using var socket = await OpenAsync(peer);
        var greeting = await ReceiveAsync(socket);
        Assert.Equal(("auth_required", "2025.5.0"), (Text(greeting, "type"), Text(greeting, "ha_version")));
        await SendAsync(socket, """{"type": "auth", "access_token": "wrong"}""");
        Assert.Equal("auth_invalid", Text(await ReceiveAsync(socket), "type"));
        var end = await socket.ReceiveAsync(new byte[100], Cancellation);
        Assert.Equal(WebSocketMessageType.Close, end.MessageType);
    }

    [Fact]
    public async Task Core_waits_ten_seconds_for_the_token()
    {
        var time = new ManualTime(DateTimeOffset.UnixEpoch);
        await using var peer = await HomePeer.StartAsync(new() { Time = time });
        using var socket = await OpenAsync(peer);
        await ReceiveAsync(socket);
        time.Move(TimeSpan.FromSeconds(11));
        await Assert.ThrowsAnyAsync<WebSocketException>(() => socket.ReceiveAsync(new byte[100], Cancellation));
    }

    [Fact]
    public async Task A_number_that_does_not_rise_is_refused_and_the_connection_stays()
    {
        await using var peer = await HomePeer.StartAsync();
        using var socket = await LogInAsync(peer);
        await SendAsync(socket, """{"id": 5, "type": "ping"}""");
        Assert.Equal("pong", Text(await ReceiveAsync(socket), "type"));
        await SendAsync(socket, """{"id": 5, "type": "ping"}""");
        Assert.Equal("id_reuse", Text((await ReceiveAsync(socket)).GetProperty("error"), "code"));
        await SendAsync(socket, """{"id": 6, "type": "ping"}""");
        Assert.Equal("pong", Text(await ReceiveAsync(socket), "type"));
    }

    [Fact]
    public async Task Who_asked_for_it_is_sent_lists_and_who_did_not_is_not()
    {
        await using var home = await Home.ReadyAsync();
        using var plain = await LogInAsync(home.Peer);
        await SendAsync(plain, """{"id": 1, "type": "subscribe_events", "event_type": "bell"}""");
        await ReceiveAsync(plain);
        await using var heard = home.Client.ListenAsync("subscribe_events", new() { ["event_type"] = "bell" }, Cancellation)
            .GetAsyncEnumerator(Cancellation);
        var next = heard.MoveNextAsync();
        await Home.UntilAsync(() => home.Peer.Events.Listeners == 2);
        for (var count = 0; count < 2000; count++) home.Peer.Events.Fire("bell", new() { ["count"] = count });
        for (var count = 0; count < 2000; count++)
        {
            Assert.True(await next);
            Assert.Equal(count, ((HomeNews.Event)heard.Current).Body.GetProperty("data").GetProperty("count").GetInt32());
            if (count < 1999) next = heard.MoveNextAsync();
            var alone = await ReceiveAsync(plain);
            Assert.Equal(count, alone.GetProperty("event").GetProperty("data").GetProperty("count").GetInt32());
        }

        await home.Client.DisposeAsync();
        await Home.UntilAsync(() => home.Peer.LargestGathering > 1);
    }

    [Fact]
    public async Task A_reader_with_more_than_4096_messages_waiting_is_cut_off()
    {
        await using var peer = await HomePeer.StartAsync();
        using var socket = await LogInAsync(peer);
        await SendAsync(socket, """{"id": 1, "type": "subscribe_events", "event_type": "bell"}""");
        await ReceiveAsync(socket);
        var data = new string('x', 4096);
        for (var count = 0; count < 50_000 && peer.CutOffs == 0; count++) peer.Events.Fire("bell", new() { ["data"] = data });
        await Home.UntilAsync(() => peer.CutOffs == 1);
    }

    [Fact]
    public async Task A_reader_with_more_than_1024_messages_waiting_for_ten_seconds_is_cut_off()
    {
        var time = new ManualTime(DateTimeOffset.UnixEpoch);
        await using var peer = await HomePeer.StartAsync(new() { Time = time, MostWaiting = int.MaxValue, ManyWaiting = 16 });
        using var socket = await LogInAsync(peer);
        await SendAsync(socket, """{"id": 1, "type": "subscribe_events", "event_type": "bell"}""");
        await ReceiveAsync(socket);
        var data = new string('x', 1024 * 1024);
        for (var count = 0; count < 100 && peer.CutOffs == 0; count++)
        {
            peer.Events.Fire("bell", new() { ["data"] = data });
            if (count == 50) time.Move(TimeSpan.FromSeconds(11));
        }

        await Home.UntilAsync(() => peer.CutOffs == 1);
    }

    [Fact]
    public async Task At_its_stop_core_closes_normally()
    {
        await using var peer = await HomePeer.StartAsync();
        using var socket = await LogInAsync(peer);
        await peer.StopAsync();
        var end = await socket.ReceiveAsync(new byte[100], Cancellation);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, end.CloseStatus);
    }

    private static async Task<ClientWebSocket> LogInAsync(HomePeer peer)
    {
        var socket = await OpenAsync(peer);
        await ReceiveAsync(socket);
        await SendAsync(socket, """{"type": "auth", "access_token": "long-lived"}""");
        Assert.Equal("auth_ok", Text(await ReceiveAsync(socket), "type"));
        return socket;
    }

    private static async Task<ClientWebSocket> OpenAsync(HomePeer peer)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(peer.Client.Socket, Cancellation);
        return socket;
    }

    private static Task SendAsync(ClientWebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, Cancellation);

    private static async Task<JsonElement> ReceiveAsync(ClientWebSocket socket)
    {
        using var whole = new MemoryStream();
        var part = new byte[4096];
        while (true)
        {
            var received = await socket.ReceiveAsync(part, Cancellation);
            Assert.Equal(WebSocketMessageType.Text, received.MessageType);
            whole.Write(part, 0, received.Count);
            if (received.EndOfMessage) return JsonElement.Parse(whole.ToArray());
        }
    }

    private static string? Text(JsonElement of, string name) => of.GetProperty(name).GetString();
}
