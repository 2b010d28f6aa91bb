using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Operations.Homes;
using NodaTime;

namespace Cer.Operations.Tests.Homes;

public class PowersNowTests
{
    private static readonly Instant Noon = Pictures.Noon;

    [Fact]
    public void The_newest_quarter_of_each_meter_counts_when_it_is_over_and_of_the_last_hour()
    {
        var powers = new PowersNow();
        powers.Add(At("IT999E00000001", -30, 15, 9, 9), Noon); // not the newest
        powers.Add(At("IT999E00000001", -15, 15, 0.25m, 1), Noon); // 4 kW given, 1 kW taken
        powers.Add(At("IT999E00000002", -60, 60, 2, 0), Noon); // an hour: 2 kW taken
        powers.Add(At("IT999E00000003", -75, 15, 7, 7), Noon); // over for an hour
        powers.Add(At("IT999E00000002", -5, 15, 7, 7), Noon); // not over
        powers.Add(At("IT999E00000001", -15, 15, null, 8) with { Unit = null, Meter = MeterRole.Production, Produced = Kwh(1.5m) }, Noon);
        var all = powers.Of(["IT999E00000001", "IT999E00000002", "IT999E00000003"]);
        Assert.Equal(new HomePower(6m, 4m, 3m, 2, 3), all);
        Assert.Equal(3m, all.Shared);
        Assert.Equal(new HomePower(null, null, null, 0, 1), powers.Of(["IT999E00000003"]));
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
