using System.Diagnostics;
using Cer.Messaging.Mqtt;

namespace Cer.Messaging.Tests.Mqtt;

/// <summary>Messages through the distribution's Mosquitto, in both versions.</summary>
public class MosquittoTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(400);

    public static TheoryData<MqttVersion> Versions => Clients.Versions;

    [Theory, MemberData(nameof(Versions))]
    public async Task Messages_of_both_qualities_arrive_as_they_were_sent_and_in_order(MqttVersion version)
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var reader = await broker.Options(version, "reader").ConnectAsync();
        await using var writer = await broker.Options(version, "writer").ConnectAsync();
        Assert.Equal(MqttQos.AtLeastOnce, await reader.SubscribeAsync("cer/+/du/#"));
        var large = new string('x', 1_000_000);
        foreach (var (text, qos) in new[] { ("uno", MqttQos.AtMostOnce), ("è", MqttQos.AtLeastOnce),
            ("", MqttQos.AtLeastOnce), (large, MqttQos.AtLeastOnce) })
            await writer.SendAsync("cer/m/du/città", text, qos);
        var found = await reader.TakeAsync(4);
        Assert.Equal(["uno", "è", "", large], found.Texts());
        Assert.Equal([0, 1, 1, 1], found.Select(message => (int)message.Qos));
        Assert.All(found, message => Assert.Equal("cer/m/du/città", message.Topic));
        Assert.All(found, message => Assert.False(message.Duplicate || message.Retain));
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task What_was_not_acknowledged_when_the_process_died_comes_again_flagged(MqttVersion version)
    {
        await using var broker = await Mosquitto.StartAsync("allow_anonymous true\nmax_inflight_messages 1000");
        var options = broker.Options(version, "reader").Lasting();
        var reader = await options.ConnectAsync();
        Assert.False(reader.SessionPresent);
        await reader.SubscribeAsync("t");
        await using var writer = await broker.Options(version, "writer").ConnectAsync();
        await writer.SendManyAsync("t", 0, 100);
        await reader.TakeAsync(40);
        await reader.TakeAsync(60, acknowledge: false);
        // What the broker does not hear it may send again: once it answers, it has heard the acknowledgements.
        await reader.SubscribeAsync("elsewhere");
        reader.Cut();

        await using var again = await options.ConnectAsync();
        Assert.True(again.SessionPresent);
        var found = await again.TakeAsync(60);
        Assert.Equal(Enumerable.Range(40, 60).Select(i => $"{i}"), found.Texts());
        Assert.All(found, message => Assert.True(message.Duplicate));
        Assert.Empty(await again.TakeForAsync(Moment));
        await reader.DisposeAsync();
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_lasting_session_keeps_what_comes_in_between_and_a_clean_one_forgets(MqttVersion version)
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var writer = await broker.Options(version, "writer").ConnectAsync();
        var lasting = broker.Options(version, "lasting").Lasting();
        var clean = broker.Options(version, "clean");
        foreach (var options in new[] { lasting, clean })
        {
            await using var reader = await options.ConnectAsync();
            await reader.SubscribeAsync("t");
        }

        await writer.SendManyAsync("t", 0, 3);
        await using var kept = await lasting.ConnectAsync();
        Assert.True(kept.SessionPresent);
        Assert.Equal(["0", "1", "2"], (await kept.TakeAsync(3)).Texts());
        await using var forgot = await clean.ConnectAsync();
        Assert.False(forgot.SessionPresent);
        Assert.Empty(await forgot.TakeForAsync(Moment));
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_will_is_told_when_the_connection_is_cut_and_not_after_a_goodbye(MqttVersion version)
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var reader = await broker.Options(version, "reader").ConnectAsync();
        await reader.SubscribeAsync("will/#");
        MqttOptions With(string name) => broker.Options(version, name) with
        {
            Will = new($"will/{name}", "gone"u8.ToArray(), MqttQos.AtLeastOnce),
        };
        await using (await With("polite").ConnectAsync())
        {
            // Comes and goes.
        }

        await using var cut = await With("cut").ConnectAsync();
        cut.Cut();
        Assert.Equal("will/cut", Assert.Single(await reader.TakeAsync(1)).Topic);
        Assert.Empty(await reader.TakeForAsync(Moment));
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_retained_message_is_told_to_those_who_come_later(MqttVersion version)
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var client = await broker.Options(version, "c").ConnectAsync();
        await client.SendAsync("state", "on", retain: true);
        await client.SubscribeAsync("state");
        var message = Assert.Single(await client.TakeAsync(1));
        Assert.True(message.Retain);
        Assert.Equal("on", message.Text());
        await client.UnsubscribeAsync("state", TestContext.Current.CancellationToken);
        await client.SendAsync("state", "off");
        Assert.Empty(await client.TakeForAsync(Moment));
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Two_clients_share_a_subscription_and_nothing_is_missing_when_one_is_killed(MqttVersion version)
    {
        await using var broker = await Mosquitto.StartAsync("allow_anonymous true\nmax_inflight_messages 1000");
        var names = new[] { "one", "two" };
        var options = names.Select(name => broker.Options(version, name).Lasting()).ToArray();
        var killed = await options[0].ConnectAsync();
        await using var other = await options[1].ConnectAsync();
        foreach (var client in new[] { killed, other }) await client.SubscribeAsync("$share/intake/t");
        await using var writer = await broker.Options(version, "writer").ConnectAsync();
        await writer.SendManyAsync("t", 0, 200);
        var stored = (await killed.TakeAsync(30)).Concat(await other.TakeAsync(100)).ToList();
        // Once the broker answers, it has heard the acknowledgements.
        await killed.SubscribeAsync("elsewhere");
        killed.Cut();
        await writer.SendManyAsync("t", 200, 100);
        stored.AddRange(await other.TakeForAsync(Moment));

        await using var again = await options[0].ConnectAsync();
        for (var waited = Stopwatch.StartNew(); stored.Texts().Distinct().Count() < 300 && waited.Elapsed < Clients.Patience;)
        {
            stored.AddRange(await again.TakeForAsync(Moment));
            stored.AddRange(await other.TakeForAsync(Moment));
        }

        Assert.Empty(await again.TakeForAsync(Moment));
        Assert.Empty(await other.TakeForAsync(Moment));
        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"{i}").Order(), stored.Texts().Order());
        await killed.DisposeAsync();
    }

    [Fact]
    public async Task No_more_come_before_the_first_acknowledgement_than_were_asked_for()
    {
        await using var broker = await Mosquitto.StartAsync();
        var options = broker.Options(MqttVersion.V5, "reader") with { ReceiveMaximum = 5 };
        await using var reader = await options.ConnectAsync();
        await reader.SubscribeAsync("t");
        await using var writer = await broker.Options(MqttVersion.V5, "writer").ConnectAsync();
        await writer.SendManyAsync("t", 0, 20);
        var first = await reader.TakeAsync(5, acknowledge: false);
        Assert.Empty(await reader.TakeForAsync(Moment, acknowledge: false));
        await reader.AckAsync(first, TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(5, 15).Select(i => $"{i}"), (await reader.TakeAsync(15)).Texts());
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task The_last_acknowledgements_arrive_though_more_messages_are_on_their_way_when_it_leaves(MqttVersion version)
    {
        await using var broker = await Mosquitto.StartAsync("allow_anonymous true\nmax_inflight_messages 1000");
        var options = broker.Options(version, "reader").Lasting();
        await using (var reader = await options.ConnectAsync()) await reader.SubscribeAsync("t");
        await using var writer = await broker.Options(version, "writer").ConnectAsync();
        for (var i = 0; i < 600; i++) await writer.SendAsync("t", $"{i:000}{new string('x', 20_000)}");
        await using (var reader = await options.ConnectAsync()) await reader.TakeAsync(300);
        await using var again = await options.ConnectAsync();
        Assert.Equal("300", (await again.TakeAsync(300))[0].Text()[..3]);
    }

    [Fact]
    public async Task Properties_of_5_travel_with_a_message()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var client = await broker.Options(MqttVersion.V5, "").ConnectAsync();
        Assert.NotEmpty(client.ClientId);
        await client.SubscribeAsync("t");
        await client.PublishAsync(
            new() { Topic = "t", Qos = MqttQos.AtLeastOnce, ContentType = "application/json", UserProperties = [new("k", "à")] },
            TestContext.Current.CancellationToken);
        var message = Assert.Single(await client.TakeAsync(1));
        Assert.Equal("application/json", message.ContentType);
        Assert.Equal([new("k", "à")], message.UserProperties);
    }
}
