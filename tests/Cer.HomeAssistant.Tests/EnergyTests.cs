using System.Text.Json.Nodes;
using Cer.Messaging.HomeAssistant;

namespace Cer.HomeAssistant.Tests;

/// <summary>The preferences of the Energy dashboard: ours are added, and nothing else is touched.</summary>
public class EnergyTests
{
    private static readonly HomeGridSource Grid = new("cer:from_community", "cer:cost", "cer:to_community", "cer:yield");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2023.12.4", "flow_from")]
    [InlineData("2025.5.0", "flow_from")]
    [InlineData("2026.2.3", "flow_from")]
    [InlineData("2026.3.0", "stat_energy_from")]
    [InlineData("2026.11.0", "stat_energy_from")]
    public async Task A_grid_is_added_in_the_shape_of_the_version_and_what_was_there_stays(string version, string key)
    {
        await using var home = await Home.ReadyAsync(new() { Version = version });
        Assert.Null(await home.Client.Energy.PreferencesAsync(Cancellation));
        home.Peer.Energy.Preferences = new()
        {
            ["energy_sources"] = new JsonArray(new JsonObject { ["type"] = "solar", ["stat_energy_from"] = "sensor.roof" }),
            ["device_consumption"] = new JsonArray(new JsonObject { ["stat_consumption"] = "sensor.boiler" }),
        };
        var before = await home.Client.Energy.PreferencesAsync(Cancellation);
        var with = HomeEnergy.WithGrid(before, Grid, home.Client.Version);
        await home.Client.Energy.SaveAsync(with, Cancellation);
        var after = (await home.Client.Energy.PreferencesAsync(Cancellation))!;
        Assert.Equal("sensor.roof", (string)after["energy_sources"]![0]!["stat_energy_from"]!);
        Assert.NotNull(after["energy_sources"]![1]![key]);
        Assert.Equal("sensor.boiler", (string)after["device_consumption"]![0]!["stat_consumption"]!);
        Assert.True(JsonNode.DeepEquals(after, HomeEnergy.WithGrid(after, Grid, home.Client.Version)));
        Assert.Single((JsonArray)before!["energy_sources"]!);
    }

    [Theory]
    [InlineData("2025.5.0", "2026.3.0")]
    [InlineData("2026.3.0", "2025.5.0")]
    public async Task Each_side_refuses_the_shape_of_the_other(string version, string other)
    {
        await using var home = await Home.ReadyAsync(new() { Version = version });
        var wrong = HomeEnergy.WithGrid(null, Grid, HomeVersion.Read(other));
        var fault = await Assert.ThrowsAsync<HomeFault>(() => home.Client.Energy.SaveAsync(wrong, Cancellation));
        Assert.Equal("invalid_format", fault.Code);
        Assert.Null(home.Peer.Energy.Preferences);
    }

    [Fact]
    public async Task A_series_that_is_not_there_yet_is_told_by_the_validation_until_it_is()
    {
        await using var home = await Home.ReadyAsync();
        await home.Client.Energy.SaveAsync(
            HomeEnergy.WithGrid(null, new("cer:from_community"), home.Client.Version), Cancellation);
        var told = await home.Client.Energy.ValidateAsync(Cancellation);
        Assert.Equal("statistics_not_defined", told.GetProperty("energy_sources")[0][0].GetProperty("type").GetString());
        await home.Client.Statistics.ImportAsync(
            new("cer:from_community", "Dalla comunità", "kWh", "energy"),
            [new(NodaTime.Instant.FromUtc(2025, 6, 1, 10, 0), 1)],
            Cancellation);
        told = await home.Client.Energy.ValidateAsync(Cancellation);
        Assert.Equal(0, told.GetProperty("energy_sources")[0].GetArrayLength());
    }
}
