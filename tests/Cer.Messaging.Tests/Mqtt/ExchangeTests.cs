using Cer.Messaging.Mqtt;
using Cer.Messaging.Mqtt.Wire;

namespace Cer.Messaging.Tests.Mqtt;

public class ExchangeTests
{
    [Fact]
    public void A_packet_number_is_given_again_only_when_it_was_answered()
    {
        var exchanges = new Exchanges();
        for (var i = 1; i <= ushort.MaxValue; i++) Assert.Equal(i, exchanges.Open(Exchanges.NewAnswer()));
        Assert.Throws<InvalidOperationException>(() => exchanges.Open(Exchanges.NewAnswer()));
        exchanges.Complete(Answer(777));
        Assert.Equal(777, exchanges.Open(Exchanges.NewAnswer()));
    }

    [Fact]
    public void An_answer_that_nobody_waits_for_is_a_protocol_error() =>
        Assert.Throws<MqttProtocolError>(() => new Exchanges().Complete(Answer(1)));

    [Fact]
    public async Task Whoever_waits_when_the_connection_ends_is_told()
    {
        var exchanges = new Exchanges();
        var answer = Exchanges.NewAnswer();
        exchanges.Open(answer);
        exchanges.Close(new MqttConnectionLost("gone"));
        await Assert.ThrowsAsync<MqttConnectionLost>(() => answer.Task);
        Assert.Throws<MqttConnectionLost>(() => exchanges.Open(Exchanges.NewAnswer()));
    }

    [Fact]
    public void Waits_double_from_a_second_to_a_minute_with_half_of_them_left_to_chance()
    {
        var waits = new RetryWaits(new Random(1));
        foreach (var whole in new double[] { 1, 2, 4, 8, 16, 32, 60, 60 })
            Assert.InRange(waits.Next().TotalSeconds, whole / 2, whole);
        waits.Reset();
        Assert.InRange(waits.Next().TotalSeconds, 0.5, 1);
    }

    private static Packet.PubAck Answer(ushort id) => new(id, MqttReason.Success, PropertySet.Empty);
}
