using System.Text.Json.Nodes;
using Cer.Host.Homes;
using Cer.Messaging.HomeAssistant;
using NodaTime;

namespace Cer.Host.Tests.Homes;

/// <summary>What the Energy dashboard gets, in both shapes, and what it keeps.</summary>
public sealed class EnergyProposalTests
{
    private static readonly LocalDate Day = new(2025, 3, 29);

    // What a family had before, in the shape of before 2026.3.
    private const string Theirs = """
        {"energy_sources":[
           {"type":"solar","stat_energy_from":"sensor.tetto","config_entry_solar_forecast":null},
           {"type":"grid",
            "flow_from":[
              {"stat_energy_from":"sensor.prelievo","stat_cost":null,"entity_energy_price":null,"number_energy_price":0.3}],
            "flow_to":[],"cost_adjustment_day":1.5}],
         "device_consumption":[{"stat_consumption":"sensor.forno"}]}
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Ours_are_added_to_the_one_grid_there_may_be_and_nothing_else_is_touched()
    {
        var before = JsonNode.Parse(Theirs)!.AsObject();
        var proposal = EnergyProposal.Of(before, All, "prova", new(2025, 5));
        Assert.Equal(["cer:prova_shared", "cer:prova_grid", "cer:prova_injected"], proposal.Added);
        Assert.Equal(Theirs.ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal), before.ToJsonString());
        Assert.Equal(2, proposal.Sources.Count);
        Assert.True(JsonNode.DeepEquals(before["energy_sources"]![0], proposal.Sources[0]));
        var grid = proposal.Sources[1]!;
        Assert.Equal(1.5m, (decimal)grid["cost_adjustment_day"]!);
        Assert.True(JsonNode.DeepEquals(before["energy_sources"]![1]!["flow_from"]![0], grid["flow_from"]![0]));
        Assert.Equal(3, grid["flow_from"]!.AsArray().Count);
        Assert.Equal("cer:prova_incentive", (string?)grid["flow_to"]![0]!["stat_compensation"]);
        // Said again, nothing is left to add.
        Assert.Empty(EnergyProposal.Of(new() { ["energy_sources"] = proposal.Sources.DeepClone() }, All, "prova", new(2025, 5)).Added);
    }

    [Fact]
    public void From_2026_3_on_each_is_a_grid_of_its_own()
    {
        var proposal = EnergyProposal.Of(null, All, "prova", new(2026, 3));
        Assert.Equal(["cer:prova_shared", "cer:prova_grid", null], proposal.Sources.Select(one => (string?)one!["stat_energy_from"]));
        Assert.All(proposal.Sources, one => Assert.Null(one!["flow_from"]));
        Assert.Equal("cer:prova_injected", (string?)proposal.Sources[2]!["stat_energy_to"]);
    }

    [Fact]
    public void Series_that_are_not_there_yet_are_left_out()
    {
        var proposal = EnergyProposal.Of(null, ["cer:prova_shared"], "prova", new(2025, 5));
        Assert.Equal(["cer:prova_shared"], proposal.Added);
        Assert.Equal(["cer:prova_grid", "cer:prova_injected", "cer:prova_incentive"], proposal.Missing);
    }

    [Theory, InlineData("2023.12.4"), InlineData("2025.5.0"), InlineData("2026.3.0")]
    public async Task Only_what_was_looked_at_is_added_and_only_after_a_yes(string version)
    {
        await using var town = await StatisticsTown.StartAsync(version);
        await town.LiveAsync(Day);
        await town.Outbox.OpenAsync("house", Cancellation);
        await town.SendAsync();
        var isFlat = HomeVersion.Read(version) >= HomeVersion.FlatGrid;
        town.Peer.Energy.Preferences = isFlat ? null : JsonNode.Parse(Theirs)!.AsObject();
        var desk = new EnergyDesk(town.Client);

        var proposal = await desk.ProposeAsync(town.Community, "prova", Cancellation);
        Assert.Equal(isFlat, town.Peer.Energy.Preferences is null);
        Assert.Equal(["cer:prova_incentive"], proposal.Missing);

        // Meanwhile somebody changed it: the yes was to something else.
        var theirs = town.Peer.Energy.Preferences;
        town.Peer.Energy.Preferences = new() { ["energy_sources"] = new JsonArray(), ["device_consumption"] = new JsonArray("x") };
        Assert.Null(await desk.ApplyAsync(town.Community, "prova", proposal.Fingerprint, Cancellation));
        Assert.Empty(town.Peer.Energy.Preferences["energy_sources"]!.AsArray());

        town.Peer.Energy.Preferences = theirs;
        Assert.Equal(3, (await desk.ApplyAsync(town.Community, "prova", proposal.Fingerprint, Cancellation))!.Added.Count);
        var saved = town.Peer.Energy.Preferences!;
        Assert.True(JsonNode.DeepEquals(proposal.Sources, saved["energy_sources"]));
        if (theirs is not null) Assert.True(JsonNode.DeepEquals(theirs["device_consumption"], saved["device_consumption"]));
        Assert.Empty((await desk.ProposeAsync(town.Community, "prova", Cancellation)).Added);
    }

    private static string[] All => ["cer:prova_shared", "cer:prova_grid", "cer:prova_injected", "cer:prova_incentive"];
}
