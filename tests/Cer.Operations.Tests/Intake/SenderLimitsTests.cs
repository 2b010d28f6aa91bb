using Cer.Operations.Intake;

namespace Cer.Operations.Tests.Intake;

/// <summary>What a sender may send, by a clock that the test moves.</summary>
public class SenderLimitsTests
{
    private static readonly SenderKey Device = new(new(1), IsTopic: true, "c2g");
    private static readonly SenderBounds Bounds = new() { Messages = 10, MessagesPerSecond = 2, Bytes = 1000, BytesPerSecond = 100 };

    private readonly Clock _time = new();

    [Fact]
    public void So_many_pass_at_once_and_the_next_waits_for_its_share_of_a_second()
    {
        var limits = new SenderLimits(Bounds, _time);
        for (var i = 0; i < 10; i++) Assert.Null(limits.Refuse(Device, 1));
        Assert.Equal(TimeSpan.FromSeconds(0.5), limits.Refuse(Device, 1));
        _time.Move(TimeSpan.FromSeconds(0.5));
        Assert.Null(limits.Refuse(Device, 1));
        Assert.NotNull(limits.Refuse(Device, 1));
    }

    [Fact]
    public void Bytes_are_counted_too_and_one_message_larger_than_all_waits_only_until_the_allowance_is_full()
    {
        var limits = new SenderLimits(Bounds, _time);
        Assert.Null(limits.Refuse(Device, 900));
        Assert.Equal(TimeSpan.FromSeconds(9), limits.Refuse(Device, 5000));
        _time.Move(TimeSpan.FromSeconds(9));
        Assert.Null(limits.Refuse(Device, 5000));
        // What it had too much of is paid back before the next.
        Assert.Equal(TimeSpan.FromSeconds(41), limits.Refuse(Device, 100));
    }

    [Fact]
    public void A_bridge_has_as_much_for_each_of_its_devices()
    {
        var limits = new SenderLimits(Bounds, _time);
        for (var i = 0; i < 30; i++) Assert.Null(limits.Refuse(Device, 1, devices: 3));
        Assert.NotNull(limits.Refuse(Device, 1, devices: 3));
    }

    [Fact]
    public void Nobody_pays_for_another_and_what_was_refused_is_counted_once()
    {
        var limits = new SenderLimits(Bounds, _time);
        for (var i = 0; i < 25; i++) limits.Refuse(Device, 10);
        Assert.Null(limits.Refuse(Device with { Name = "other" }, 10));
        Assert.Null(limits.Refuse(Device with { Community = new(2) }, 10));
        Assert.Equal(new SenderCount(Device, RefusedAtDoor.TooMany, 15, 150), Assert.Single(limits.TakeCounts()));
        Assert.Empty(limits.TakeCounts());
        limits.PutBack([new(Device, RefusedAtDoor.TooMany, 15, 150)]);
        limits.Refuse(Device, 10);
        Assert.Equal(new SenderCount(Device, RefusedAtDoor.TooMany, 16, 160), Assert.Single(limits.TakeCounts()));
    }

    private sealed class Clock : TimeProvider
    {
        private long _ticks = TimeSpan.TicksPerDay;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Move(TimeSpan by) => _ticks += by.Ticks;
    }
}
