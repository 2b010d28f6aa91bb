using System.Diagnostics;
using Cer.Messaging.Mqtt;

namespace Cer.Messaging.Tests.Mqtt;

/// <summary>What goes wrong with the distribution's Mosquitto, in both versions.</summary>
public class MosquittoFaultTests
{
    public static TheoryData<MqttVersion> Versions => Clients.Versions;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Versions))]
    public async Task An_idle_connection_stays_and_a_broker_that_stands_still_is_given_up(MqttVersion version)
    {
        await using var broker = await Mosquitto.StartAsync();
        var options = broker.Options(version, "c") with { KeepAlive = TimeSpan.FromSeconds(4) };
        await using var client = await options.ConnectAsync();
        // The broker ends a connection that is silent for one and a half times the keep-alive.
        await Task.Delay(TimeSpan.FromSeconds(8), Cancellation);
        await client.SendAsync("t", "still here");
        await broker.SignalAsync("STOP");
        var lost = await Assert.ThrowsAsync<MqttConnectionLost>(() => client.TakeAsync(1));
        Assert.Contains("silent", lost.Message, StringComparison.Ordinal);
        await broker.SignalAsync("CONT");
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_second_client_of_the_same_name_ends_the_first(MqttVersion version)
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var first = await broker.Options(version, "same").ConnectAsync();
        await using var second = await broker.Options(version, "same").ConnectAsync();
        await Assert.ThrowsAsync<MqttConnectionLost>(() => first.TakeAsync(1));
        await second.SendAsync("t", "still here");
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task After_a_restart_of_the_broker_the_session_and_its_messages_are_there(MqttVersion version)
    {
        await using var broker = await Mosquitto.StartAsync();
        var states = new List<MqttConnectionState>();
        var found = new List<string>();
        var subscribed = new SemaphoreSlim(0);
        var connection = new MqttConnection(broker.Options(version, "reader").Lasting(), [new("t")], TimeProvider.System)
        {
            Changed = state =>
            {
                states.Add(state);
                if (state is MqttConnectionState.Connected) subscribed.Release();
            },
        };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var running = connection.RunAsync(
            async (client, cancellation) =>
            {
                await foreach (var batch in client.Batches(100, cancellation))
                {
                    found.AddRange(batch.Texts());
                    await client.AckAsync(batch, cancellation);
                    if (found.Distinct().Count() == 200) return;
                }
            },
            stop.Token);
        Assert.True(await subscribed.WaitAsync(Clients.Patience, Cancellation));
        await using (var writer = await broker.Options(version, "writer").ConnectAsync())
            await writer.SendManyAsync("t", 0, 100);
        await broker.SignalAsync("TERM");
        await broker.StartAgainAsync();
        await using (var writer = await broker.Options(version, "writer").ConnectAsync())
            await writer.SendManyAsync("t", 100, 100);
        await Task.WhenAny(running, Task.Delay(Clients.Patience, Cancellation));
        if (!running.IsCompleted) Assert.Fail(string.Join(",", found) + string.Join(";", states)
            + await File.ReadAllTextAsync(broker.LogFile, Cancellation));
        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"{i}"), found.Distinct());
        Assert.Equal(new MqttConnectionState.Connected(SessionPresent: true), states[^1]);
        Assert.Contains(states, state => state is MqttConnectionState.Waiting);
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_connection_without_a_kept_session_subscribes_again(MqttVersion version)
    {
        await using var broker = await Mosquitto.StartAsync("allow_anonymous true\npersistence false");
        var connected = new SemaphoreSlim(0);
        var connection = new MqttConnection(broker.Options(version, "reader").Lasting(), [new("t")], TimeProvider.System)
        {
            Changed = state => _ = state is MqttConnectionState.Connected ? connected.Release() : 0,
        };
        var running = connection.RunAsync(async (client, _) => await client.TakeAsync(1), Cancellation);
        Assert.True(await connected.WaitAsync(Clients.Patience, Cancellation));
        await broker.SignalAsync("KILL");
        await broker.StartAgainAsync();
        Assert.True(await connected.WaitAsync(Clients.Patience, Cancellation));
        await using var writer = await broker.Options(version, "writer").ConnectAsync();
        await writer.SendAsync("t", "again");
        await running.WaitAsync(Clients.Patience, Cancellation);
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_shared_subscription_that_a_restarted_broker_left_out_of_the_session_is_made_again(MqttVersion version)
    {
        await using var broker = await Mosquitto.StartAsync();
        var connected = new SemaphoreSlim(0);
        MqttConnectionState? last = null;
        var connection = new MqttConnection(
            broker.Options(version, "reader").Lasting(), [new("$share/nodes/t")], TimeProvider.System)
        {
            Changed = state =>
            {
                last = state;
                if (state is MqttConnectionState.Connected) connected.Release();
            },
        };
        var running = connection.RunAsync(async (client, _) => await client.TakeAsync(1), Cancellation);
        Assert.True(await connected.WaitAsync(Clients.Patience, Cancellation));
        // It ends in good order, and writes down what it keeps.
        await broker.SignalAsync("TERM");
        await broker.StartAgainAsync();
        Assert.True(await connected.WaitAsync(Clients.Patience, Cancellation));
        Assert.Equal(new MqttConnectionState.Connected(SessionPresent: true), last);
        await using var writer = await broker.Options(version, "writer").ConnectAsync();
        await writer.SendAsync("t", "again");
        await running.WaitAsync(Clients.Patience, Cancellation);
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_wrong_password_stops_and_says_so(MqttVersion version)
    {
        await using var broker = await Mosquitto.StartAsync(
            "allow_anonymous false\npassword_file $folder/passwords", folder => PasswordAsync(folder, "device", "right"));
        var options = broker.Options(version, "c") with { UserName = "device" };
        await using (await (options with { Password = "right" }).ConnectAsync())
        {
            // The right one is taken.
        }

        MqttConnectionState? last = null;
        var connection = new MqttConnection(
            options with { Password = "wrong" }, [], TimeProvider.System)
        { Changed = state => last = state };
        var refused = await Assert.ThrowsAsync<MqttRefused>(() => connection.RunAsync((_, _) => Task.CompletedTask, Cancellation));
        Assert.Equal(MqttReason.NotAuthorized, refused.Reason);
        Assert.Equal(new MqttConnectionState.Stopped(refused), last);
        Assert.DoesNotContain("wrong", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_to_a_topic_that_is_not_ours_is_refused_in_5()
    {
        await using var broker = await Mosquitto.StartAsync(
            "allow_anonymous true\nacl_file $folder/acl",
            folder => File.WriteAllTextAsync(Path.Combine(folder, "acl"), "topic readwrite mine/#\n", Cancellation));
        await using var client = await broker.Options(MqttVersion.V5, "c").ConnectAsync();
        await client.SendAsync("mine/t", "x");
        var refused = await Assert.ThrowsAsync<MqttRefused>(() => client.SendAsync("theirs/t", "x"));
        Assert.Equal(MqttReason.NotAuthorized, refused.Reason);
    }

    [Fact]
    public async Task A_message_that_is_too_large_is_held_back_by_a_broker_of_5_and_ends_one_of_3_1_1()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var writer = await broker.Options(MqttVersion.V5, "writer").ConnectAsync();
        var clients = new Dictionary<MqttVersion, MqttClient>();
        foreach (var version in new[] { MqttVersion.V311, MqttVersion.V5 })
        {
            clients[version] = await (broker.Options(version, $"{version}") with { LargestPayload = 1000 }).ConnectAsync();
            await clients[version].SubscribeAsync("t");
        }

        await writer.SendAsync("t", new string('x', 300_000));
        await writer.SendAsync("t", "small");
        Assert.Equal(["small"], (await clients[MqttVersion.V5].TakeAsync(1)).Texts());
        var lost = await Assert.ThrowsAsync<MqttConnectionLost>(() => clients[MqttVersion.V311].TakeAsync(1));
        Assert.Equal(MqttReason.PacketTooLarge, lost.Reason);
        foreach (var client in clients.Values) await client.DisposeAsync();
    }

    private static async Task PasswordAsync(string folder, string user, string password)
    {
        var file = Path.Combine(folder, "passwords");
        using var make = Process.Start("mosquitto_passwd", ["-b", "-c", file, user, password]);
        await make.WaitForExitAsync(Cancellation);
    }
}
