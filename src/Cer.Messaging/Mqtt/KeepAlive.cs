using Cer.Messaging.Mqtt.Wire;

namespace Cer.Messaging.Mqtt;

/// <summary>Says something after silence, and notices when the broker says nothing any more.</summary>
internal sealed class KeepAlive(TimeSpan span, TimeProvider time, PacketInput input, Outbox outbox, Inbox inbox)
{
    private const int MostSilentTicks = 3;

    /// <summary>Looks twice in each span; returns when the broker has been silent for one and a half.</summary>
    /// <exception cref="OperationCanceledException">The connection has ended.</exception>
    public async Task<MqttConnectionLost> WatchAsync(CancellationToken ending)
    {
        using var timer = new PeriodicTimer(span / 2, time);
        var (reads, writes, silent) = (input.Reads, outbox.Writes, 0);
        while (await timer.WaitForNextTickAsync(ending))
        {
            var heard = input.Reads != reads || inbox.IsFull;
            silent = heard ? 0 : silent + 1;
            if (silent >= MostSilentTicks) break;
            if (!heard || outbox.Writes == writes) _ = outbox.SendAsync((packets, output) => packets.Ping(output));
            (reads, writes) = (input.Reads, outbox.Writes);
        }

        return new($"The broker has been silent for {span * 1.5}.");
    }
}
