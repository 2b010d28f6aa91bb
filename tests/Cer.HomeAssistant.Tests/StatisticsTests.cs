using System.Text.Json;
using System.Text.Json.Nodes;
using Cer.Messaging.HomeAssistant;
using NodaTime;

namespace Cer.HomeAssistant.Tests;

/// <summary>Long-term statistics: what is taken, what is refused, and what is read back.</summary>
public class StatisticsTests
{
    private static readonly HomeStatisticSeries Shared = new("cer:shared_energy", "Energia condivisa", "kWh", "energy");
    private static readonly HomeStatisticSeries Incentive = new("cer:incentive", "Incentivo", "EUR", null);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Each refuses the others' words: the client must choose by the version.</summary>
    [Theory]
    [InlineData("2023.12.4")]
    [InlineData("2025.5.0")]
    [InlineData("2025.11.0")]
    [InlineData("2025.11.0b1")]
    [InlineData("2026.3.2")]
    [InlineData("2026.11.0")]
    public async Task Hours_are_imported_in_the_words_of_each_version(string version)
    {
        await using var home = await Home.ReadyAsync(new() { Version = version });
        HomeStatisticHour[] hours = [new(Hour(10), 1.5m, 1.5m), new(Hour(11), 4.25m, 2.75m)];
        Assert.Empty(await home.Client.Statistics.ImportAndReadBackAsync(Shared, hours, TimeSpan.Zero, Cancellation));
        Assert.Empty(await home.Client.Statistics.ImportAndReadBackAsync(
            Incentive, [new(Hour(10), 0.12m)], TimeSpan.Zero, Cancellation));
        var series = Assert.Single(await home.Client.Statistics.ListAsync(Cancellation), one => one.Id == Shared.Id);
        Assert.Equal(new("cer:shared_energy", "cer", "Energia condivisa", "kWh", HasSum: true, HasMean: false), series);
        var rows = await ReadAsync(home, HomePeriod.Hour);
        Assert.Equal([1.5m, 2.75m], rows.Select(row => row.Change!.Value));
        Assert.Equal([Hour(10), Hour(11)], rows.Select(row => row.Start));
        Assert.Equal(Hour(11), rows[0].End);
    }

    [Fact]
    public async Task The_same_hours_again_overwrite_and_what_follows_is_sent_again_with_them()
    {
        await using var home = await Home.ReadyAsync();
        await home.Client.Statistics.ImportAsync(Shared, [new(Hour(10), 1), new(Hour(11), 3), new(Hour(12), 6)], Cancellation);
        await home.Client.Statistics.ImportAsync(Shared, [new(Hour(11), 5), new(Hour(12), 8)], Cancellation);
        Assert.Equal([1m, 4m, 3m], (await ReadAsync(home, HomePeriod.Hour)).Select(row => row.Change!.Value));
    }

    /// <summary>On 26 October 2025 the local hour 2 came twice: 25 hours, all of one day.</summary>
    [Fact]
    public async Task The_day_of_25_hours_has_both_rows_of_the_hour_that_comes_twice()
    {
        await using var home = await Home.ReadyAsync();
        var midnight = Instant.FromUtc(2025, 10, 25, 22, 0);
        var hours = Enumerable.Range(0, 25).Select(hour => new HomeStatisticHour(midnight + Duration.FromHours(hour), hour + 1));
        await home.Client.Statistics.ImportAsync(Shared, [.. hours], Cancellation);
        var day = Assert.Single(await ReadAsync(home, HomePeriod.Day, midnight));
        Assert.Equal(25, day.Change);
        Assert.Equal(Duration.FromHours(25), day.End - day.Start);
    }

    /// <summary>What a reader must not take for readings: five minutes that Core compiled of its own absence.</summary>
    [Fact]
    public async Task Of_the_time_that_core_was_stopped_it_compiles_statistics_with_the_value_before()
    {
        await using var home = await Home.ReadyAsync();
        var noon = Instant.FromUtc(2026, 6, 10, 12, 0);
        JsonObject Attributes() => new() { ["unit_of_measurement"] = "Wh", ["state_class"] = "total_increasing" };
        home.Peer.States.SetAt("sensor.meter", "5000", Attributes(), noon.ToDateTimeOffset());
        home.Peer.States.SetAt("sensor.meter", "5100", Attributes(), (noon + Duration.FromMinutes(7)).ToDateTimeOffset());
        // Core stops, and what is shown after its start was shown by nobody before.
        await home.Peer.RestartAsync();
        home.Peer.States.SetAt("sensor.meter", "9000", Attributes(), (noon + Duration.FromHours(2)).ToDateTimeOffset());
        var answer = await home.Client.AskAsync(
            "recorder/statistics_during_period",
            new()
            {
                ["start_time"] = "2026-06-10T12:00:00Z",
                ["end_time"] = "2026-06-10T14:05:00Z",
                ["statistic_ids"] = new JsonArray("sensor.meter"),
                ["period"] = "5minute",
                ["types"] = new JsonArray("state"),
                ["units"] = new JsonObject { ["energy"] = "kWh" },
            },
            Cancellation);
        var states = answer.GetProperty("sensor.meter").EnumerateArray().Select(row => row.GetProperty("state").GetDecimal()).ToArray();
        Assert.Equal([5m, .. Enumerable.Repeat(5.1m, 23), 9m], states);
    }

    [Fact]
    public async Task An_import_that_waits_in_the_queue_is_told_as_missing_until_it_is_there()
    {
        await using var home = await Home.ReadyAsync();
        home.Peer.Statistics.Holds = true;
        HomeStatisticHour[] hours = [new(Hour(10), 1)];
        Assert.Equal(hours, await home.Client.Statistics.ImportAndReadBackAsync(Shared, hours, TimeSpan.Zero, Cancellation));
        var waiting = home.Client.Statistics.ImportAndReadBackAsync(Shared, hours, TimeSpan.FromMinutes(5), Cancellation);
        home.Peer.Statistics.Release();
        Assert.Empty(await waiting);
    }

    [Fact]
    public async Task A_quarter_and_an_hour_that_is_not_over_are_not_sent()
    {
        await using var home = await Home.ReadyAsync();
        var quarter = Hour(10) + Duration.FromMinutes(15);
        await Assert.ThrowsAsync<ArgumentException>(
            () => home.Client.Statistics.ImportAsync(Shared, [new(quarter, 1)], Cancellation));
        var now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        var thisHour = Instant.FromUnixTimeSeconds(now.ToUnixTimeSeconds() / 3600 * 3600);
        await Assert.ThrowsAsync<ArgumentException>(
            () => home.Client.Statistics.ImportAsync(Shared, [new(Hour(10), 1), new(thisHour, 2)], Cancellation));
        Assert.Null(home.Peer.Statistics.Find(Shared.Id));
    }

    [Theory]
    [InlineData("CER:x")]
    [InlineData("cer:x-1")]
    [InlineData("cer:")]
    [InlineData("cer:_x")]
    [InlineData("cer:a__b")]
    [InlineData("cer.x")]
    [InlineData("cer:x\n")]
    public void An_id_of_another_form_is_told_before_it_is_sent(string id) =>
        Assert.Throws<ArgumentException>(() => new HomeStatisticSeries(id, "", "kWh", "energy"));

    [Theory]
    [InlineData("CER:x", "CER", "2025-06-01T10:00:00+00:00", "has_mean", "Invalid statistic_id")]
    [InlineData("cer:x-1", "cer", "2025-06-01T10:00:00+00:00", "has_mean", "Invalid statistic_id")]
    [InlineData("cer:x", "other", "2025-06-01T10:00:00+00:00", "has_mean", "Invalid source")]
    [InlineData("cer:x", "cer", "2025-06-01T10:15:00+00:00", "has_mean", "top of the hour")]
    [InlineData("cer:x", "cer", "2025-06-01T10:00:00", "has_mean", "Naive timestamp")]
    [InlineData("cer:x", "cer", "2025-06-01T10:00:00+00:00", "mean_type", "extra keys not allowed")]
    public async Task The_peer_refuses_what_core_refuses(string id, string source, string start, string mean, string said)
    {
        await using var home = await Home.ReadyAsync();
        var fault = await Assert.ThrowsAsync<HomeFault>(() => RawAsync(home, id, source, start, mean));
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cer:x", "cer", "2025-06-01T12:00:00+02:00")]
    [InlineData("cer:x", "cer", "2095-06-01T12:00:00Z")]
    [InlineData("sensor.energy", "recorder", "2025-06-01T12:00:00Z")]
    public async Task The_peer_takes_what_core_takes(string id, string source, string start)
    {
        await using var home = await Home.ReadyAsync();
        await RawAsync(home, id, source, start, "has_mean");
        Assert.NotNull(home.Peer.Statistics.Find(id));
    }

    [Fact]
    public async Task Units_are_converted_series_are_shifted_and_cleared()
    {
        await using var home = await Home.ReadyAsync();
        await home.Client.Statistics.ImportAsync(Shared, [new(Hour(10), 1), new(Hour(11), 3)], Cancellation);
        await home.Client.AskAsync("recorder/adjust_sum_statistics", new()
        {
            ["statistic_id"] = Shared.Id,
            ["start_time"] = "2025-06-01T11:00:00Z",
            ["adjustment"] = 10,
            ["adjustment_unit_of_measurement"] = "kWh",
        }, Cancellation);
        var rows = await home.Client.Statistics.ReadAsync(
            [Shared.Id], Hour(0), Hour(23), HomePeriod.Hour, new Dictionary<string, string> { ["energy"] = "Wh" }, Cancellation);
        Assert.Equal([1000m, 13000m], rows[Shared.Id].Select(row => row.Sum!.Value));
        await home.Client.Statistics.ClearAsync([Shared.Id], Cancellation);
        Assert.Empty(await home.Client.Statistics.ListAsync(Cancellation));
    }

    [Fact]
    public async Task Before_the_recorder_is_loaded_the_command_is_unknown_and_afterwards_it_is_known()
    {
        await using var home = await Home.ReadyAsync();
        home.Peer.Start(isLoaded: false);
        var fault = await Assert.ThrowsAsync<HomeFault>(() => home.Client.Statistics.ListAsync(Cancellation));
        Assert.Equal(HomeFault.UnknownCommand, fault.Code);
        home.Peer.Load();
        Assert.Empty(await home.Client.Statistics.ListAsync(Cancellation));
    }

    private static Instant Hour(int hour) => Instant.FromUtc(2025, 6, 1, hour, 0);

    private static async Task<IReadOnlyList<HomeStatisticRow>> ReadAsync(Home home, HomePeriod period, Instant? from = null)
    {
        var start = from ?? Hour(0);
        var rows = await home.Client.Statistics.ReadAsync(
            [Shared.Id], start, start + Duration.FromHours(25), period, null, Cancellation);
        return rows[Shared.Id];
    }

    private static Task<JsonElement> RawAsync(
        Home home, string id, string source, string start, string mean) => home.Client.AskAsync(
        "recorder/import_statistics",
        new()
        {
            ["metadata"] = new JsonObject
            {
                [mean] = mean == "has_mean" ? false : 0,
                ["has_sum"] = true,
                ["name"] = "x",
                ["source"] = source,
                ["statistic_id"] = id,
                ["unit_of_measurement"] = "kWh",
            },
            ["stats"] = new JsonArray(new JsonObject { ["start"] = start, ["sum"] = 1 }),
        },
        Cancellation);
}
