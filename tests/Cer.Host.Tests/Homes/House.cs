using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Cer.Messaging.Mqtt;
using Cer.Messaging.Tests.Mqtt;

namespace Cer.Host.Tests.Homes;

/// <summary>A Home Assistant that only listens, and remembers all in its order.</summary>
internal sealed class House : IAsyncDisposable
{
    private readonly MqttClient _client;
    private readonly ConcurrentQueue<Said> _heard = [];
    private readonly Task _hearing;

    private House(MqttClient client) => (_client, _hearing) = (client, HearAsync(client));

    public IReadOnlyList<Said> Heard => [.. _heard];

    public static async Task<House> StartAsync(Mosquitto broker)
    {
        var client = await MqttClient.ConnectAsync(
            broker.Options(MqttVersion.V5, $"house-{Guid.NewGuid():N}"), TimeProvider.System, TestContext.Current.CancellationToken);
        var house = new House(client);
        foreach (var filter in new[] { "homeassistant/+/+/config", "homeassistant/+/+/+/config", "cer/+/status", "cer/+/+/state" })
            await client.SubscribeAsync(filter, MqttQos.AtLeastOnce, TestContext.Current.CancellationToken);
        return house;
    }

    public Task SayAsync(string topic, string text, bool retain = false) => _client.PublishAsync(
        topic, Encoding.UTF8.GetBytes(text), MqttQos.AtLeastOnce, retain, TestContext.Current.CancellationToken);

    public Task UntilAsync(Func<IReadOnlyList<Said>, bool> isSo) => UntilAsync(() => isSo(Heard));

    public static Task UntilAsync(Func<bool> isSo) => UntilAsync(() => Task.FromResult(isSo()));

    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        var patience = Stopwatch.StartNew();
        while (!await isSo())
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(60), "It was not heard within a minute.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _hearing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task HearAsync(MqttClient client)
    {
        await foreach (var batch in client.Batches(100, CancellationToken.None))
        {
            foreach (var one in batch) _heard.Enqueue(new(one.Topic, Encoding.UTF8.GetString(one.Payload.Span), one.Qos, one.Retain));
            await client.AckAsync(batch, CancellationToken.None);
        }
    }
}
