using Cer.Domain;
using Cer.Host.Tests.People;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Tests.Own;

/// <summary>The best hours that a member is told, and how wrong such forecasts were.</summary>
public class OwnForecastTests(PeopleFixture fixture)
{
    private PeopleServer Server => fixture.Server;

    private LocalDate Today => Instant.FromDateTimeOffset(Server.Clock.GetUtcNow()).InZone(MarketHour.Rome).Date;

    [Fact]
    public async Task The_best_hours_are_told_with_how_wrong_such_forecasts_were()
    {
        var village = await Village.FoundAsync(Server);
        // Five weeks of the same day: 3 kWh over in every hour of the night, so the night is foretold as itself and never wrong.
        for (var back = 1; back <= 35; back++)
            await village.SumsAsync(Server, Today.PlusDays(-back), 0, [.. Enumerable.Repeat((13m, 10m), 24)]);
        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        var told = (await anna.GetAsync("/api/mine/best-hours")).Json;
        Assert.Equal(("known", 28, 14), ((string?)told["state"], (int)told["knownDays"]!, (int)told["neededDays"]!));
        Assert.Equal(
            new[] { 0, 1 }.Select(later => LocalDatePattern.Iso.Format(Today.PlusDays(later))),
            told["days"]!.AsArray().Select(day => (string)day!["day"]!));
        var tomorrow = told["days"]![1]!["hours"]!.AsArray();
        Assert.Equal(MarketHour.Of(Today.PlusDays(1)).Count(), tomorrow.Count);
        Assert.Equal(3m, (decimal)tomorrow[0]!["surplusKwh"]!);
        Assert.Equal(3, tomorrow.Count(hour => (bool)hour!["best"]!));
        Assert.True(told["days"]![0]!["hours"]!.AsArray().Where(hour => (bool)hour!["best"]!).All(hour =>
            InstantPattern.General.Parse((string)hour!["to"]!).Value.ToDateTimeOffset() > Server.Clock.GetUtcNow()));
        foreach (var error in new[] { "error", "errorAhead" })
            Assert.Equal((14, 3m), ((int)told[error]!["days"]!, (decimal)told[error]!["surplusKwh"]!));
    }

    // By hand. The first two hours of the night, 3 kWh over on each day but 5 yesterday: of the 28 hours of two weeks two were wrong by 2.
    [Fact]
    public async Task How_wrong_forecasts_were_is_told_exactly_and_each_hour_of_a_day_has_its_place()
    {
        var village = await Village.FoundAsync(Server);
        for (var back = 1; back <= 45; back++)
        {
            var injected = back == 1 ? 15m : 13m;
            await village.SumsAsync(Server, Today.PlusDays(-back), 0, (injected, 10), (injected, 10));
        }

        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        var told = (await anna.GetAsync("/api/mine/best-hours")).Json;
        foreach (var error in new[] { "error", "errorAhead" })
            Assert.Equal("""{"days":14,"hours":28,"meanKwh":0.142857,"surplusKwh":3.142857}""", told[error]!.ToJsonString());
        var tomorrow = told["days"]![1]!["hours"]!.AsArray();
        Assert.Equal(
            MarketHour.Of(Today.PlusDays(1)).Select(hour => InstantPattern.General.Format(hour.Start)),
            tomorrow.Select(hour => (string)hour!["from"]!));
        Assert.All(tomorrow.Take(2), hour => Assert.InRange((decimal)hour!["surplusKwh"]!, 3m, 3.5m));
        Assert.All(tomorrow.Skip(2), hour => Assert.Null(hour!["surplusKwh"]));
    }

    [Theory]
    [InlineData(0, 6, 0, 8, "no_hours", 0)]
    [InlineData(13, 6, 0, 8, "little_history", 13)]
    [InlineData(20, 4, 0, 8, "few_members", 0)]
    [InlineData(20, 6, 1, 8, "few_producers", 0)]
    [InlineData(20, 6, 0, 7, "waiting", 0)]
    public async Task With_little_or_few_nothing_is_foretold_and_it_says_why(
        int days, int members, int producers, int pointsKnown, string state, int known)
    {
        var village = await Village.FoundAsync(Server);
        var behind = new Behind(members, producers, producers > 0 ? [village.Bruno] : null, pointsKnown);
        for (var back = 1; back <= days; back++) await village.SumsAsync(Server, Today.PlusDays(-back), 12, behind, (13, 10));
        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        var told = (await anna.GetAsync("/api/mine/best-hours")).Json;
        Assert.Equal((state, known), ((string?)told["state"], (int)told["knownDays"]!));
        Assert.Empty(told["days"]!.AsArray());
        Assert.Null(told["error"]);
    }
}
