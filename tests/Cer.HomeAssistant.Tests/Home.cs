using System.Collections.Concurrent;
using Cer.HomeAssistant.Peer;
using Cer.Messaging.HomeAssistant;

namespace Cer.HomeAssistant.Tests;

/// <summary>A peer and a client that keeps up a connection to it.</summary>
internal sealed class Home : IAsyncDisposable
{
    private Home(HomePeer peer, HomeClient client) => (Peer, Client) = (peer, client);

    public HomePeer Peer { get; }

    public HomeClient Client { get; }

    public ConcurrentQueue<HomeChange> Changes { get; } = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Waits are real, and short.</summary>
    public static HomeOptions Quick(HomeOptions options) => options with
    {
        FirstWait = TimeSpan.FromMilliseconds(10),
        LongestWait = TimeSpan.FromMilliseconds(100),
    };

    public static async Task<Home> StartAsync(
        PeerOptions? options = null, Func<HomeOptions, HomeOptions>? with = null, TimeProvider? time = null)
    {
        var peer = await HomePeer.StartAsync(options);
        var client = new HomeClient((with ?? Quick)(peer.Client), time ?? TimeProvider.System);
        var home = new Home(peer, client);
        client.Changed += home.Changes.Enqueue;
        client.Start();
        return home;
    }

    public static async Task<Home> ReadyAsync(PeerOptions? options = null, Func<HomeOptions, HomeOptions>? with = null)
    {
        var home = await StartAsync(options, with);
        await home.Client.ReadyAsync(Cancellation);
        return home;
    }

    /// <summary>Waits until it is so, for as long as a busy machine may need.</summary>
    public static async Task UntilAsync(Func<bool> isSo)
    {
        for (var left = 3000; !isSo(); left--)
        {
            Assert.True(left > 0, "Found no end of the waiting, expected what the test waits for within 60 seconds.");
            await Task.Delay(20, Cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Peer.DisposeAsync();
    }
}
