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
    public void A_counter_of_which_nothing_came_is_not_held_for_that() => Assert.Null(Held(10, null));

    [Fact]
    public void Power_that_was_just_told_and_is_none_shows_that_the_counter_is_alive() =>
        Assert.Equal(new(new(End, Energy.FromKilowattHours(5)), true), Held(10, (0, 2)));

    [Fact]
    public void Power_that_is_old_shows_nothing() => Assert.Null(Held(10, (0, 30)));

    [Theory]
    [InlineData(10)]
    [InlineData(20)]
    public void While_power_flows_a_counter_that_stands_still_is_not_held(int minutes) => Assert.Null(Held(minutes, (3000, 1)));

    [Fact]
    public void Of_a_plant_whose_sun_is_down_it_is_held_as_an_estimate_unless_its_power_says_otherwise()
    {
        Assert.Equal(new(new(End, Energy.FromKilowattHours(5)), false), Held(10, null, isDark: true));
        Assert.Null(Held(10, (3000, 1), isDark: true));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(25 * 60)]
    public void A_value_that_is_young_or_of_yesterday_is_not_held(int minutes) => Assert.Null(Held(minutes, (0, 1)));

    [Fact]
    public void What_it_did_in_a_silence_before_is_not_told_by_what_is_shown_now()
    {
        Assert.NotNull(Held(80, (0, 1), known: 65));
        Assert.Null(Held(80, (0, 1), known: 66));
        Assert.Null(Held(80, null, known: 66, isDark: true));
    }

    [Fact]
    public void A_value_that_was_not_believed_is_not_held() =>
        Assert.Null(HeldValues.Of(State("0", "kWh", 10), State("0", "W", 1), null, Last(10), Now));

    [Theory]
    [InlineData("unavailable")]
    [InlineData("unknown")]
    [InlineData("-5")]
    [InlineData("")]
    public void What_is_no_counter_is_not_held(string shown) => Assert.Null(Held(10, (0, 1), shown));

    [Fact]
    public void The_value_from_before_that_came_back_is_no_reading_and_one_that_was_there_all_the_time_is()
    {
        var back = State("5", "kWh", 1) with { LastChanged = State("5", "kWh", 1).LastUpdated };
        Assert.True(HeldValues.IsRetold(back, Last(600), null));
        Assert.False(HeldValues.IsRetold(back with { LastChanged = State("5", "kWh", 600).LastUpdated }, Last(600), null));
        Assert.False(HeldValues.IsRetold(back with { State = "5.01" }, Last(600), null));
        Assert.False(HeldValues.IsRetold(back, null, null));
    }

    private static HeldValue? Held(
        int minutes, (int Watts, int Minutes)? power, string shown = "5", int? known = null, bool isDark = false) => HeldValues.Of(
        State(shown, "kWh", minutes),
        power is { } its ? State($"{its.Watts}", "W", its.Minutes) : null,
        null,
        Last(known ?? minutes),
        Now,
        isDark);

    private static CounterSample Last(int minutes) => new(Now - Duration.FromMinutes(minutes), Energy.FromKilowattHours(5));

    private static EntityState State(string value, string unit, int minutes) => new()
    {
        State = value,
        AttributesJson = JsonSerializer.SerializeToElement(new { unit_of_measurement = unit }),
        LastUpdated = (Now - Duration.FromMinutes(minutes)).ToDateTimeUtc(),
    };
}
