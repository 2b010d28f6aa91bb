using System.Diagnostics;
using Cer.Messaging.Mqtt;

namespace Cer.Messaging.Tests.Mqtt;

/// <summary>What a connection that is kept up promises over the breaks of it.</summary>
public class ConnectionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static TheoryData<MqttVersion> Versions => Clients.Versions;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Versions))]
    public async Task What_is_unanswered_when_the_connection_breaks_is_sent_again_as_a_duplicate(MqttVersion version)
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var reader = await broker.Options(version, "reader").ConnectAsync();
        await reader.SubscribeAsync("t");
        await using var running = await Kept.StartAsync(broker.Options(version, "writer").Lasting());
        await running.SendAsync("t", "before");

        // It hears nothing any more, so nothing of this is answered.
        await broker.SignalAsync("STOP");
        var sending = Task.WhenAll(Enumerable.Range(0, 20).Select(i => running.SendAsync("t", $"{i}")));
        running.Client.Cut();
        await broker.SignalAsync("CONT");

        await sending.WaitAsync(Patience, Cancellation);
        var found = new List<string>();
        while (found.Distinct().Count() < 21) found.AddRange((await reader.TakeAsync(1)).Texts());
        Assert.Equal(["before", .. Enumerable.Range(0, 20).Select(i => $"{i}")], found.Distinct());
        // The broker's own words: from whom, d for duplicate, q for quality.
        var log = await File.ReadAllTextAsync(broker.LogFile, Cancellation);
        Assert.Contains("Received PUBLISH from writer (d1, q1", log, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task What_a_killed_broker_had_not_answered_reaches_the_one_that_follows(MqttVersion version)
    {
        await using var broker = await Mosquitto.StartAsync("allow_anonymous true\npersistence false");
        await using var running = await Kept.StartAsync(broker.Options(version, "writer"));
        await broker.SignalAsync("STOP");
        var sending = Enumerable.Range(0, 20).Select(i => running.SendAsync("t", $"{i}", retain: true)).ToArray();
        await broker.SignalAsync("KILL");
        await broker.StartAgainAsync();
        // Handed in while nobody is there, too.
        await Task.WhenAll([.. sending, running.SendAsync("t", "last", retain: true)]).WaitAsync(Patience, Cancellation);
        await using var reader = await broker.Options(version, "reader").ConnectAsync();
        await reader.SubscribeAsync("t");
        Assert.Equal(["last"], (await reader.TakeAsync(1)).Texts());
    }

    [Fact]
    public async Task Who_waits_for_an_answer_is_told_when_the_connection_is_not_kept_up_any_more()
    {
        await using var broker = await Mosquitto.StartAsync();
        var running = await Kept.StartAsync(broker.Options(MqttVersion.V5, "writer"));
        await broker.SignalAsync("STOP");
        var sending = running.SendAsync("t", "x");
        await running.DisposeAsync();
        await Assert.ThrowsAsync<MqttConnectionLost>(() => sending.WaitAsync(Patience, Cancellation));
        await Assert.ThrowsAsync<MqttConnectionLost>(() => running.SendAsync("t", "y"));
        await broker.SignalAsync("CONT");
    }

    [Fact]
    public async Task More_messages_than_may_be_unanswered_go_in_turn_and_in_their_order()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var reader = await broker.Options(MqttVersion.V5, "reader").ConnectAsync();
        await reader.SubscribeAsync("t");
        await using var running = await Kept.StartAsync(broker.Options(MqttVersion.V5, "writer"));
        var sending = Task.WhenAll(Enumerable.Range(0, 2500).Select(i => running.SendAsync("t", $"{i}")));
        Assert.Equal(Enumerable.Range(0, 2500).Select(i => $"{i}"), (await reader.TakeAsync(2500)).Texts());
        await sending;
    }

    [Fact]
    public async Task A_message_that_the_broker_does_not_take_is_told_and_holds_nothing_up()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var running = await Kept.StartAsync(broker.Options(MqttVersion.V5, "writer"));
        await Assert.ThrowsAsync<ArgumentException>(() => running.SendAsync("a/#", "x"));
        await Assert.ThrowsAsync<ArgumentException>(() => running.SendAsync("t", "x", MqttQos.AtMostOnce));
        await running.SendAsync("t", "good").WaitAsync(Patience, Cancellation);
    }

    [Fact]
    public async Task When_the_subscription_is_refused_the_work_on_what_was_kept_has_ended_before_anybody_hears()
    {
        // A session was kept; the subscription is heard, and refused: not authorized.
        using var broker = new ScriptedBroker("20 03 01 00 00", "", "90 04 0001 00 87");
        var hasEnded = false;
        var connection = new MqttConnection(broker.Options with { CleanStart = false }, [new("t")], TimeProvider.System);
        await Assert.ThrowsAsync<MqttRefused>(() => connection.RunAsync(
            async (_, cancellation) =>
            {
                try
                {
                    await Task.Delay(Timeout.Infinite, cancellation);
                }
                finally
                {
                    await Task.Delay(300, CancellationToken.None);
                    hasEnded = true;
                }
            },
            Cancellation).WaitAsync(Patience, Cancellation));
        Assert.True(hasEnded);
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Messages_in_memory_are_bounded_in_bytes_while_a_batch_is_in_hand_and_all_come(MqttVersion version)
    {
        const int Size = 100_000;
        const int Count = 200;
        const int Most = 1_000_000;
        await using var broker = await Mosquitto.StartAsync("allow_anonymous true\nmax_inflight_messages 1000");
        var options = broker.Options(version, "reader").Lasting() with { MostWaitingBytes = Most };
        await using (var first = await options.ConnectAsync()) await first.SubscribeAsync("t");
        await using var writer = await broker.Options(version, "writer").ConnectAsync();
        for (var i = 0; i < Count; i++) await writer.SendAsync("t", $"{i:000}{new string('x', Size - 3)}");

        await using var reader = await options.ConnectAsync();
        var (found, largest) = (new List<string>(), 0L);
        await foreach (var batch in reader.Batches(1000, 300_000, Cancellation))
        {
            // Three of them are more than the budget of a batch with what each costs beside its payload.
            Assert.InRange(batch.Count, 1, 3);
            var watch = Stopwatch.StartNew();
            // In hand for a while, so that more would come if it were let.
            while (watch.Elapsed < TimeSpan.FromMilliseconds(found.Count < 10 ? 200 : 2)) largest = Math.Max(largest, reader.HeldBytes);
            found.AddRange(batch.Select(message => message.Text()[..3]));
            await reader.AckAsync(batch, Cancellation);
            if (found.Count == Count) break;
        }

        Assert.Equal(Enumerable.Range(0, Count).Select(i => $"{i:000}"), found);
        // Beyond the bound: what one read brings, which is a buffer and a message.
        Assert.InRange(largest, Most / 2, Most + (4 * Size));
    }
}
