using System.Text;
using Cer.Messaging.Mqtt;
using Cer.Operations.Homes;

namespace Cer.Host.Homes;

/// <summary>Speaks for a community to a Home Assistant over MQTT, as long as the connection to the broker lasts.</summary>
/// <remarks>
/// Always in this order: what is announced, that we are there, what it says; entities stay unavailable until the second
/// has come. A broker that starts anew may have forgotten all, and a Home Assistant that does has: so everything is said
/// again on each connection and after each birth.
/// </remarks>
internal sealed class HomeVoice(HomeVoiceOptions options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fence = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan StoreAway = TimeSpan.FromSeconds(15);

    private readonly HomeTopics _topics = options.Topics;
    private readonly HomeDiscovery _discovery = new(options.Topics, options.Version);
    private readonly SemaphoreSlim _again = new(0);
    private KeptAnnouncements _kept = new(options.Topics);
    private TaskCompletionSource _fence = NewFence();
    private volatile bool _isBorn;

    /// <summary>The will: whoever hears nothing of us any more is told by the broker.</summary>
    public static MqttOptions With(MqttOptions broker, HomeTopics topics) => broker with
    {
        ClientId = $"cer-home-{topics.Slug}",
        CleanStart = true,
        Will = new(topics.Status, "offline"u8.ToArray(), MqttQos.AtLeastOnce, Retain: true),
    };

    /// <summary>Says the states again soon: something has changed that people wait for.</summary>
    public void Hurry() => _again.Release();

    /// <summary>Keeps up the connection until it is cancelled.</summary>
    /// <exception cref="MqttRefused">The broker will not have us.</exception>
    public Task RunAsync(Action<MqttConnectionState> changed, CancellationToken cancellation)
    {
        MqttSubscription[] wanted =
        [
            new(_topics.Birth),
            .. _topics.Announcements.Select(filter => new MqttSubscription(filter)),
            new(_topics.Commands),
            new(_topics.Echo),
        ];
        var connection = new MqttConnection(With(options.Broker, _topics), wanted, time) { Changed = changed };
        return connection.RunAsync(WorkAsync, cancellation);
    }

    public void Dispose() => _again.Dispose();

    private async Task WorkAsync(MqttClient client, CancellationToken ending)
    {
        (_kept, _fence, _isBorn) = (new(_topics), NewFence(), false);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ending);
        Task[] work = [HearAsync(client, either.Token), SpeakAsync(client, either.Token)];
        try
        {
            await await Task.WhenAny(work);
        }
        finally
        {
            await either.CancelAsync();
            await Task.WhenAll(work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await LeaveAsync(client);
        }
    }

    /// <summary>A goodbye sends no will, so it is said here; where the connection is lost the broker says it.</summary>
    private async Task LeaveAsync(MqttClient client)
    {
        using var late = new CancellationTokenSource(Goodbye, time);
        try
        {
            await client.PublishAsync(_topics.Status, "offline"u8.ToArray(), MqttQos.AtLeastOnce, true, late.Token);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            // The broker is away: it says it by itself.
        }
    }

    private async Task HearAsync(MqttClient client, CancellationToken cancellation)
    {
        await foreach (var batch in client.Batches(100, cancellation))
        {
            foreach (var message in batch) await TakeAsync(message, cancellation);
            await client.AckAsync(batch, cancellation);
        }
    }

    private async Task TakeAsync(MqttMessage message, CancellationToken cancellation)
    {
        if (message.Topic == _topics.Birth)
        {
            // What a broker keeps of it says nothing of now.
            if (message.Retain || Encoding.UTF8.GetString(message.Payload.Span) != "online") return;
            _isBorn = true;
            _again.Release();
        }
        else if (message.Topic == _topics.Echo)
        {
            _fence.TrySetResult();
        }
        else if (_topics.IsCommand(message.Topic))
        {
            if (!message.Retain) await options.Command(message.Topic, cancellation);
            _again.Release();
        }
        else if (message.Retain)
        {
            _kept.Take(message.Topic, message.Payload);
        }
    }

    private async Task SpeakAsync(MqttClient client, CancellationToken cancellation)
    {
        // What the broker keeps comes before an echo of what we say after we have asked for it.
        await client.PublishAsync(_topics.Echo, "1"u8.ToArray(), MqttQos.AtLeastOnce, false, cancellation);
        await _fence.Task.WaitAsync(Fence, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
        foreach (var filter in _topics.Announcements) await client.UnsubscribeAsync(filter, cancellation);
        IReadOnlyList<HomeMessage>? said = null;
        while (true)
        {
            var wait = options.Pause;
            if (await options.Devices(cancellation) is { } devices)
            {
                var announcements = _discovery.Announce(devices, options.Form() ?? _kept.Form ?? HomeForm.Device);
                if (said is null || _isBorn || !said.SequenceEqual(announcements))
                {
                    _isBorn = false;
                    await SayAsync(client, _kept.Lead(announcements), cancellation);
                    _kept.Said(announcements);
                    await SayAsync(client, [new(_topics.Status, "online")], cancellation);
                    said = announcements;
                }

                await SayAsync(client, [.. devices.Select(_discovery.State)], cancellation);
            }
            else
            {
                wait = StoreAway;
            }

            await _again.WaitAsync(wait, cancellation);
            while (_again.Wait(0, CancellationToken.None))
            {
                // One time is enough for all who asked.
            }

            // All programs of the house hear of the birth at once: they must not all speak at once.
            if (_isBorn) await Task.Delay(options.BirthDelay * (0.25 + (0.75 * Random.Shared.NextDouble())), time, cancellation);
        }
    }

    private static async Task SayAsync(MqttClient client, IReadOnlyList<HomeMessage> messages, CancellationToken cancellation)
    {
        // One after the other: the order is what the other side goes by.
        foreach (var message in messages)
            await client.PublishAsync(message.Topic, message.Bytes, MqttQos.AtLeastOnce, true, cancellation);
    }

    private static TaskCompletionSource NewFence() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
