using System.Text.Json.Nodes;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Host.Homes;
using Cer.Operations.Homes;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Cer.Storage.Homes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;

namespace Cer.Host.Tests.Homes;

/// <summary>
/// What is told of all, less what is told of the municipality's own points one by one, must not be the curve of a family.
/// </summary>
public sealed class HomePrivacyTests
{
    private static readonly LocalDate Day = new(2025, 3, 28);
    private static readonly Instant Noon = Instant.FromUtc(2025, 7, 15, 10, 0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, true), InlineData(1, false), InlineData(5, false), InlineData(6, true)]
    public async Task Statistics_tell_the_sums_of_no_family_or_of_six(int families, bool areTold)
    {
        await using var town = await StatisticsTown.StartAsync(families: families);
        await WholeAsync(town);
        await town.Outbox.OpenAsync("house", Cancellation);
        await town.SendAsync();
        Assert.Equal(areTold, (await SumsAsync(town)).Length > 0);
        // The plant is the municipality's, and what its buildings take is its own.
        Assert.Equal(town.Expected("injected", Day), town.There("injected"));
        Assert.Equal(2, (await IdsAsync(town)).Count(id => id.EndsWith("_withdrawn", StringComparison.Ordinal)));
        if (areTold) Assert.Equal(town.Expected("grid", Day), town.There("grid"));
    }

    [Fact]
    public async Task What_a_family_gives_is_not_the_rest_of_what_the_towns_plant_gives()
    {
        await using var town = await StatisticsTown.StartAsync();
        await town.DeclareAsync(8, withPlant: true);
        await WholeAsync(town);
        await town.Service<IReadingStore>().AppendAsync(
            town.Community,
            IntakeSource.Rest,
            [.. Enumerable.Range(0, 96).Select(quarter => Reading(town.Private[0], MarketHour.StartOf(Day), quarter, 0.25m, 1m))],
            Cancellation);
        await town.Service<Cer.Operations.Periods.MakeHours>().RunAsync(town.Community, Day, Cancellation);
        await town.Outbox.OpenAsync("house", Cancellation);
        await town.SendAsync();
        var ids = await IdsAsync(town);
        Assert.DoesNotContain("cer:prova_injected", ids);
        Assert.Empty(await SumsAsync(town));
        Assert.Single(ids, id => id.Contains("_plant_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_sent_of_families_that_are_too_few_now_is_taken_away_again()
    {
        await using var town = await StatisticsTown.StartAsync(families: 6);
        await WholeAsync(town);
        await town.Outbox.OpenAsync("house", Cancellation);
        await town.SendAsync();
        Assert.NotEmpty(await SumsAsync(town));

        // Another definition: two families were never there.
        await town.DeclareAsync(3);
        await town.SendAsync();
        Assert.Empty(await SumsAsync(town));
        Assert.Equal(town.Expected("injected", Day), town.There("injected"));
        Assert.True(await town.Feed.CheckAsync(town.Community, Cancellation));
        await town.DeclareAsync(6);
        await town.SendAsync();
        Assert.NotEmpty(await SumsAsync(town));
    }

    [Fact]
    public async Task What_an_earlier_version_sent_of_them_is_taken_away_when_this_one_first_comes()
    {
        await using var town = await StatisticsTown.StartAsync(families: 5);
        await WholeAsync(town);
        await town.Outbox.OpenAsync("house", Cancellation);
        await town.SendAsync();
        await town.Client.Statistics.ImportAsync(
            new("cer:prova_grid", "Rete", "kWh", "energy"), [new(MarketHour.StartOf(Day), 3, 3)], Cancellation);
        var sums = await town.Outbox.SumsAsync(town.Community, LocalDate.MaxIsoValue, Cancellation);
        await town.Outbox.KeepAsync(
            town.Community,
            Day,
            Day,
            [("cer:prova_grid", Day, 3m), .. sums.Select(one => (one.Key, one.Value.Day, one.Value.Sum))],
            Cancellation);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var provider = town.Service<IServiceProvider>();
        var feed = ActivatorUtilities.CreateInstance<HomeFeed>(
            provider,
            town.Outbox,
            new HomeNotices(town.Service<NpgsqlDataSource>()),
            town.Feed,
            town.Client,
            new HomeStanding(),
            TimeProvider.System);
        var feeding = feed.RunAsync(new(town.Community, "prova", "Prova", ConfigurationKind.Cer, 1), "house", stop.Token);
        await House.UntilAsync(() => town.Peer.Statistics.Find("cer:prova_grid") is null);
        await House.UntilAsync(async () => await town.Outbox.WaitingAsync(town.Community, Cancellation) is null);
        await stop.CancelAsync();
        await feeding;
        Assert.Equal(town.Expected("injected", Day), town.There("injected"));
    }

    [Theory]
    [InlineData(0, 0, true), InlineData(1, 1, false), InlineData(5, 5, false), InlineData(6, 6, true), InlineData(8, 5, false)]
    public async Task Values_of_the_moment_and_of_the_day_tell_the_sums_of_no_family_or_of_six_that_were_heard(
        int families, int heard, bool areTold)
    {
        await using var town = await StatisticsTown.StartAsync(now: Noon, families: families);
        var readings = new List<Reading>();
        foreach (var pod in (string[])["IT999E00000001", "IT999E00000002", .. town.Private])
        {
            var last = town.Private.Skip(heard).Contains(pod) ? 20 : 48;
            for (var quarter = 0; quarter < last; quarter++)
                readings.Add(Reading(pod, Noon - Duration.FromHours(12), quarter, 0.25m, pod == "IT999E00000001" ? 2m : null));
        }

        await town.Service<IReadingStore>().AppendAsync(town.Community, IntakeSource.Rest, readings, Cancellation);
        var state = await StateAsync(town);
        string[] sums = ["withdrawal_power", "shared_power", "withdrawn_today", "shared_today", "shared_percent_today"];
        Assert.All(sums, key => Assert.Equal((key, areTold), (key, state[key] is not null)));
        if (!areTold)
        {
            Assert.Null(state["incentive_month"]);
            Assert.Contains("meno di sei", (string?)state["attributes"]!["withdrawal_power"]!["note"], StringComparison.Ordinal);
            Assert.Contains("meno di sei", (string?)state["attributes"]!["incentive_month"]!["note"], StringComparison.Ordinal);
        }

        Assert.Equal(8m, (decimal)state["injection_power"]!);
        Assert.NotNull(state["injected_today"]);
    }

    [Fact]
    public async Task A_collector_that_is_dead_is_not_told_again_every_minute_as_if_it_were_alive()
    {
        await using var town = await StatisticsTown.StartAsync(now: Noon, families: 0);
        await town.Service<IReadingStore>().AppendAsync(
            town.Community, IntakeSource.Rest, [Reading("IT999E00000001", Noon - Duration.FromMinutes(15), 0, 0.25m, 2m)], Cancellation);
        var first = await StateAsync(town);
        Assert.Equal((8m, "2025-07-15T10:00:00Z"),
            ((decimal)first["injection_power"]!, (string?)first["attributes"]!["injection_power"]!["as_of"]));
        town.Clock.Move(TimeSpan.FromMinutes(29));
        Assert.Equal(8m, (decimal)(await StateAsync(town))["injection_power"]!);
        town.Clock.Move(TimeSpan.FromMinutes(1));
        var last = await StateAsync(town);
        Assert.Null(last["injection_power"]);
        Assert.Null(last["withdrawal_power"]);
        // What it gave today remains what it gave.
        Assert.Equal(2m, (decimal)last["injected_today"]!);
    }

    [Theory, InlineData(5, false), InlineData(6, true)]
    public async Task The_best_hours_are_told_and_how_much_it_was_only_of_six(int families, bool areTold)
    {
        var now = MarketHour.StartOf(Day.PlusDays(15)) + Duration.FromHours(9);
        await using var town = await StatisticsTown.StartAsync(now: now, families: families);
        for (var day = 0; day < 15; day++) await WholeAsync(town, Day.PlusDays(day));
        var state = await StateAsync(town);
        Assert.NotNull(state["best_hours_today"]);
        var hours = (JsonArray)state["attributes"]!["best_hours_today"]!["hours"]!;
        Assert.Equal(24, hours.Count);
        Assert.All(hours, hour => Assert.Equal(areTold, hour!["surplus_kwh"] is not null));
    }

    private static async Task<JsonObject> StateAsync(StatisticsTown town)
    {
        var provider = town.Service<IServiceProvider>();
        var read = ActivatorUtilities.CreateInstance<ReadHomePicture>(
            provider,
            ActivatorUtilities.CreateInstance<EstimateMonth>(provider),
            new FollowRegisters(new HomeNotices(town.Service<NpgsqlDataSource>()), new HomeSwaps(town.Service<NpgsqlDataSource>())));
        var picture = await read.RunAsync(town.Community, "prova", [], Cancellation);
        var community = DescribeHome.Of(picture!)[0];
        return JsonNode.Parse(new HomeDiscovery(new("prova"), "1").State(community).Text)!.AsObject();
    }

    /// <summary>Every quarter of every point, so that nobody is missing in an hour.</summary>
    private static async Task WholeAsync(StatisticsTown town, LocalDate? day = null)
    {
        foreach (var pod in (string[])["IT999E00000001", "IT999E00000002", .. town.Private]) await town.CorrectAsync(pod, day ?? Day);
    }

    private static async Task<string[]> IdsAsync(StatisticsTown town) =>
        [.. (await town.Client.Statistics.ListAsync(Cancellation)).Select(one => one.Id)];

    /// <summary>The series in which what families take has a part.</summary>
    private static async Task<string[]> SumsAsync(StatisticsTown town) =>
        [.. (await IdsAsync(town)).Where(id => id.EndsWith("_shared", StringComparison.Ordinal)
            || id.EndsWith("_grid", StringComparison.Ordinal) || id.EndsWith("_incentive", StringComparison.Ordinal))];

    private static Reading Reading(string pod, Instant from, int quarter, decimal withdrawn, decimal? injected) => new()
    {
        Pod = Pod.Parse(pod, null),
        Start = from + Duration.FromMinutes(15 * quarter),
        Minutes = 15,
        Withdrawn = Energy.FromKilowattHours(withdrawn),
        Injected = injected is { } known ? Energy.FromKilowattHours(known) : null,
        Quality = Quality.Measured,
    };
}
