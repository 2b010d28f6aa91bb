using System.Diagnostics;
using Cer.Messaging.Mqtt;

namespace Cer.Crash.Tests.Mqtt;

/// <summary>A device or bridge in the field: speaks in order, and says again what the broker has not acknowledged.</summary>
/// <remarks>What was acknowledged it forgets, as a device with little memory does: a broker that dies then loses it.</remarks>
internal sealed class Speaker(CrashBroker broker, Grant grant, IReadOnlyList<InventedMessage> messages)
{
    /// <summary>How many it has under way at once.</summary>
    public const int Burst = 50;

    private const int KeptBack = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(Chances.Soak ? 10 : 3);

    private readonly int[] _brokers = new int[messages.Count];
    private int _acknowledged;
    private int _again;
    private int _stored;
    private int _last = Math.Max(0, messages.Count - KeptBack);

    public IReadOnlyList<InventedMessage> Messages => messages;

    /// <summary>How many of the messages, from the first on, a broker has acknowledged.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>Messages that were under way when a broker died, and were said again.</summary>
    public int Again => Volatile.Read(ref _again);

    /// <summary>How far the store is, so far as it is known: nobody speaks much faster than he is heard.</summary>
    public int Stored
    {
        set => Volatile.Write(ref _stored, Math.Max(_stored, value));
    }

    /// <summary>What was said until now is on its way or lost: nobody waits for it.</summary>
    public void GoOn() => Stored = Acknowledged;

    /// <summary>Lets it say its last words, which it keeps back until nobody is killed any more: they tell that all is heard.</summary>
    public void LetEnd() => Volatile.Write(ref _last, messages.Count);

    /// <summary>How far ahead of the store it may speak.</summary>
    public int Ahead { get; init; } = 100;

    /// <summary>Which broker acknowledged a message: the number of those that had died before.</summary>
    public int BrokerOf(int message) => _brokers[message];

    /// <summary>The same device with a few messages more, which it says without a pause.</summary>
    public Speaker Once(IReadOnlyList<InventedMessage> more)
    {
        var once = new Speaker(broker, grant, more) { Ahead = int.MaxValue };
        once.LetEnd();
        return once;
    }

    public async Task SpeakAsync(CancellationToken cancellation)
    {
        var waited = Stopwatch.StartNew();
        while (Acknowledged < messages.Count)
        {
            var generation = broker.Generation;
            try
            {
                await using var client = await broker.ConnectAsync(grant.Username, grant.Password, cancellation);
                if (generation != broker.Generation) continue;
                await SpeakAsync(client, generation, cancellation);
                waited.Restart();
            }
            catch (MqttConnectionLost) when (waited.Elapsed < Patience)
            {
                await Task.Delay(50, cancellation);
            }
        }
    }

    private async Task SpeakAsync(MqttClient client, int generation, CancellationToken cancellation)
    {
        // What a dead broker took with it will never be stored, and nobody waits for it.
        var floor = Acknowledged;
        while (Acknowledged < messages.Count && broker.Generation == generation)
        {
            var room = Math.Min(
                Ahead - (Acknowledged - Math.Max(floor, Volatile.Read(ref _stored))), Volatile.Read(ref _last) - Acknowledged);
            if (room <= 0)
            {
                await Task.Delay(5, cancellation);
                continue;
            }

            var sending = messages.Skip(Acknowledged).Take(Math.Min(room, Burst))
                .Select(message => client.PublishAsync(
                    grant.Topic, message.Dataset(), MqttQos.AtLeastOnce, false, cancellation))
                .ToList();
            try
            {
                foreach (var sent in sending)
                {
                    await sent;
                    _brokers[_acknowledged] = generation;
                    Interlocked.Increment(ref _acknowledged);
                }
            }
            catch (MqttConnectionLost)
            {
                Interlocked.Add(ref _again, sending.Count(sent => !sent.IsCompletedSuccessfully));
                throw;
            }
        }
    }
}
