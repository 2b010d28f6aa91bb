using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Operations.Homes;
using NodaTime;

namespace Cer.Operations.Tests.Homes;

public class PowersNowTests
{
    private static readonly Instant Noon = Pictures.Noon;

    [Fact]
    public void The_newest_reading_of_each_meter_counts_when_it_is_over_until_the_next_is_a_quarter_late()
    {
        var powers = new PowersNow();
        powers.Add(At("IT999E00000001", -30, 15, 9, 9), Noon); // not the newest
        powers.Add(At("IT999E00000001", -15, 15, 0.25m, 1), Noon); // 4 kW given, 1 kW taken
        powers.Add(At("IT999E00000002", -60, 60, 2, 0), Noon); // an hour: 2 kW taken
        powers.Add(At("IT999E00000003", -45, 15, 7, 7), Noon); // over for half an hour: the next is missing
        powers.Add(At("IT999E00000002", -5, 15, 7, 7), Noon); // not over
        powers.Add(At("IT999E00000001", -15, 15, null, 8) with { Unit = null, Meter = MeterRole.Production, Produced = Kwh(1.5m) }, Noon);
        var all = powers.Of(["IT999E00000001", "IT999E00000002", "IT999E00000003"]);
        Assert.Equal(new HomePower(6m, 4m, 3m, 2, 3) { Until = Noon }, all);
        Assert.Equal(3m, all.Shared);
        Assert.Equal(new HomePower(null, null, null, 0, 1), powers.Of(["IT999E00000003"]));
    }

    [Theory]
    [InlineData(15, 29, true), InlineData(15, 30, false), InlineData(60, 74, true), InlineData(60, 75, false), InlineData(15, 0, true)]
    public void Who_says_nothing_new_is_believed_as_long_as_a_reading_is_and_a_quarter_more(int length, int minutesAgo, bool isKnown)
    {
        var reading = At("IT999E00000001", -length - minutesAgo, length, 1, 1);
        var powers = new PowersNow();
        powers.Add(reading, Noon);
        Assert.Equal(isKnown, powers.Of(["IT999E00000001"]).Withdrawn is not null);
        Assert.Equal(isKnown ? 1 : 0, powers.Of(["IT999E00000001"]).Heard);
        Assert.Equal(isKnown ? Noon - Duration.FromMinutes(minutesAgo) : null, powers.Of(["IT999E00000001"]).Until);
    }

    [Fact]
    public void Of_several_points_the_oldest_reading_tells_how_new_their_sum_is()
    {
        var powers = new PowersNow();
        powers.Add(At("IT999E00000001", -15, 15, 1, 1), Noon);
        powers.Add(At("IT999E00000002", -35, 15, 1, 1), Noon);
        Assert.Equal(Noon - Duration.FromMinutes(20), powers.Of(["IT999E00000001", "IT999E00000002"]).Until);
    }

    [Fact]
    public void A_point_that_names_its_units_is_not_counted_a_second_time()
    {
        var powers = new PowersNow();
        powers.Add(At("IT999E00000001", -15, 15, null, 3), Noon);
        powers.Add(At("IT999E00000001", -15, 15, null, 1) with { Unit = "UP-A" }, Noon);
        powers.Add(At("IT999E00000001", -15, 15, null, 2) with { Unit = "UP-B" }, Noon);
        Assert.Equal(12m, powers.Of(["IT999E00000001"]).Injected);
    }

    private static Reading At(string pod, int minutes, int length, decimal? withdrawn, decimal injected) => new()
    {
        Pod = Pod.Parse(pod, null),
        Start = Noon + Duration.FromMinutes(minutes),
        Minutes = length,
        Injected = Kwh(injected),
        Withdrawn = withdrawn is { } amount ? Kwh(amount) : null,
    };

    private static Energy Kwh(decimal amount) => Energy.FromKilowattHours(amount);
}
