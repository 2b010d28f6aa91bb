namespace Cer.Messaging.Mqtt;

/// <summary>Sends messages on one connection: no more at a time than the broker wants, each until it is answered.</summary>
internal sealed class Publications(Limits limits, Outbox outbox, Exchanges exchanges, PublishWindow window)
{
    public async Task SendAsync(Publication publication, CancellationToken cancellation)
    {
        var message = publication.Message;
        PublishCheck.Refuse(message, limits);
        if (message.Qos == MqttQos.AtMostOnce)
        {
            await outbox.SendAsync((packets, output) => packets.Publish(output, message, 0)).WaitAsync(cancellation);
            return;
        }

        var answered = Exchanges.NewAnswer();
        window.Enter(() => TrySend(publication, answered, cancellation));
        var answer = await answered.Task.WaitAsync(cancellation);
        if (answer.Reason >= MqttReason.Unspecified) throw Losses.Refused($"a message to '{message.Topic}'", answer);
    }

    /// <summary>True when the message is under way; otherwise the answer says why not.</summary>
    private bool TrySend(
        Publication publication, TaskCompletionSource<Wire.Packet.Answer> answered, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested) return false;
        ushort id = 0;
        try
        {
            id = exchanges.Open(answered, publication.PacketId);
            _ = outbox.SendAsync((packets, output) => packets.Publish(output, publication.Message, id));
            publication.PacketId = id;
            return true;
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException or MqttConnectionLost)
        {
            if (id > 0) exchanges.Withdraw(id);
            answered.TrySetException(failure);
            return false;
        }
    }
}
