namespace Cer.Messaging.Mqtt;

/// <summary>Keeps a connection up: connects, subscribes, and tries again when it ends.</summary>
/// <remarks>
/// It subscribes on every connection, also where the broker kept a session: Mosquitto 2.0.11 keeps a session over its own
/// restart without the shared subscriptions in it, and whoever trusted the session would hear nothing any more.
/// </remarks>
public sealed class MqttConnection(
    MqttOptions options, IReadOnlyList<MqttSubscription> subscriptions, TimeProvider time)
{
    /// <summary>A connection that lasted so long was a success: the waits begin again with the shortest.</summary>
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(10);

    private const int MostUnanswered = 1000;

    private readonly Unanswered _unanswered = new(MostUnanswered);

    /// <summary>Told whenever the connection comes, goes or is given up. Must not throw.</summary>
    public Action<MqttConnectionState>? Changed { get; init; }

    /// <summary>Publishes at least once, whatever becomes of the connection: completes when a broker has acknowledged it.</summary>
    /// <remarks>
    /// What is unanswered when the connection breaks is sent again on the next one, flagged as a duplicate where the
    /// broker kept the session. It lives in memory: a program that ends before has not published. More than a thousand
    /// wait their turn. Cancelled, it may have been sent all the same.
    /// </remarks>
    /// <exception cref="MqttRefused">The broker will not have the message, or us.</exception>
    /// <exception cref="MqttConnectionLost">The connection is not kept up any more: it may have arrived or not.</exception>
    /// <exception cref="ArgumentException">The broker takes no such message.</exception>
    public Task PublishAsync(MqttMessage message, CancellationToken cancellation) => message.Qos == MqttQos.AtLeastOnce
        ? _unanswered.SendAsync(message, cancellation)
        : throw new ArgumentException("Found a message at most once, expected at least once: the other kind has no answer to wait for.");

    /// <summary>Runs the work on each connection in turn, until it returns.</summary>
    /// <param name="work">Reads batches and acknowledges them; lets the end of the connection through.</param>
    /// <param name="cancellation">Says goodbye to the broker and stops.</param>
    /// <exception cref="MqttRefused">The broker will not have us, and asking again would not help.</exception>
    public async Task RunAsync(Func<MqttClient, CancellationToken, Task> work, CancellationToken cancellation)
    {
        try
        {
            await KeepUpAsync(work, cancellation);
            _unanswered.Close(new MqttConnectionLost("The connection is not kept up any more."));
        }
        catch (Exception failure)
        {
            var told = new MqttConnectionLost("The connection is not kept up any more.", null, failure);
            _unanswered.Close(failure as MqttRefused ?? (Exception)told);
            throw;
        }
    }

    private async Task KeepUpAsync(Func<MqttClient, CancellationToken, Task> work, CancellationToken cancellation)
    {
        var waits = new RetryWaits(Random.Shared);
        while (true)
        {
            TimeSpan wait;
            long? connected = null;
            try
            {
                await using var client = await MqttClient.ConnectAsync(options, time, cancellation);
                connected = time.GetTimestamp();
                await RunOnceAsync(client, work, cancellation);
                return;
            }
            catch (MqttRefused refused) when (refused.IsLasting)
            {
                Changed?.Invoke(new MqttConnectionState.Stopped(refused));
                throw;
            }
            catch (Exception failure) when (failure is MqttConnectionLost or MqttRefused)
            {
                // Two clients of one name throw each other out as soon as they are in: that is no success.
                if (connected is { } since && time.GetElapsedTime(since) >= Steady) waits.Reset();
                wait = waits.Next();
                Changed?.Invoke(new MqttConnectionState.Waiting(wait, failure));
            }

            await Task.Delay(wait, time, cancellation);
        }
    }

    /// <summary>When it ends nothing of it goes on: neither the work nor the subscription runs beside those of the next.</summary>
    private async Task RunOnceAsync(
        MqttClient client, Func<MqttClient, CancellationToken, Task> work, CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task subscribing = Task.CompletedTask, working = Task.CompletedTask;
        // By their old numbers, which a subscription must not take.
        _unanswered.Begin(client);
        try
        {
            // What the broker kept may come before its answer, so it is taken meanwhile.
            subscribing = SubscribeAsync(client, ending.Token);
            if (client.SessionPresent) working = work(client, ending.Token);
            if (!client.SessionPresent || await Task.WhenAny(subscribing, working) == subscribing) await subscribing;
            if (!working.IsFaulted && !working.IsCanceled)
                Changed?.Invoke(new MqttConnectionState.Connected(client.SessionPresent));
            if (!client.SessionPresent) working = work(client, ending.Token);
            await working;
        }
        finally
        {
            _unanswered.End();
            await ending.CancelAsync();
            await client.DisposeAsync();
            await Task.WhenAll(subscribing, working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SubscribeAsync(MqttClient client, CancellationToken cancellation)
    {
        foreach (var (filter, qos) in subscriptions) await client.SubscribeAsync(filter, qos, cancellation);
    }
}
