using Cer.Domain;
using Cer.Domain.Metering.Counters;
using NetDaemon.HassModel.Entities;
using NodaTime;
using System.Text.Json;

namespace Cer.Apps.Tests.Meters;

public class HeldValuesTests
{
    private static readonly Instant Now = Times.At("2026-06-10T10:20:00Z");
    private static readonly Instant End = Times.At("2026-06-10T10:15:00Z");

    [Fact]
    public void A_counter_that_stood_still_is_taken_at_the_end_of_the_quarter_for_what_it_was() =>
        Assert.Equal(new(new(End, Energy.FromKilowattHours(5)), false), Held(10, null));

    [Fact]
    public void Power_that_was_just_told_and_is_none_shows_that_the_counter_is_alive() =>
        Assert.True(Held(10, (0, 2))!.Value.IsAlive);

    [Fact]
    public void Power_that_is_old_shows_nothing() => Assert.False(Held(10, (0, 30))!.Value.IsAlive);

    [Fact]
    public void Power_that_flows_while_its_counter_stands_still_makes_an_estimate_and_soon_nothing()
    {
        Assert.False(Held(10, (3000, 1))!.Value.IsAlive);
        Assert.Null(Held(20, (3000, 1)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(25 * 60)]
    public void A_value_that_is_young_or_of_yesterday_is_not_held(int minutes) => Assert.Null(Held(minutes, null));

    [Theory]
    [InlineData("unavailable")]
    [InlineData("unknown")]
    [InlineData("-5")]
    [InlineData("")]
    public void What_is_no_counter_is_not_held(string shown) => Assert.Null(Held(10, null, shown));

    private static HeldValue? Held(int minutes, (int Watts, int Minutes)? power, string shown = "5") => HeldValues.Of(
        State(shown, "kWh", minutes),
        power is { } its ? State($"{its.Watts}", "W", its.Minutes) : null,
        null,
        new CounterSample(Now - Duration.FromMinutes(minutes), Energy.FromKilowattHours(5)),
        Now);

    private static EntityState State(string value, string unit, int minutes) => new()
    {
        State = value,
        AttributesJson = JsonSerializer.SerializeToElement(new { unit_of_measurement = unit }),
        LastUpdated = (Now - Duration.FromMinutes(minutes)).ToDateTimeUtc(),
    };
}
