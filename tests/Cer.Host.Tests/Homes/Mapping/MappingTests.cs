using System.Net;
using System.Text.Json.Nodes;
using Cer.NetDaemon;
using Cer.Operations.People;

namespace Cer.Host.Tests.Homes.Mapping;

/// <summary>From the registries of a house to the settings of the collectors, as the setup page goes.</summary>
public sealed class MappingTests
{
    private const string Yield = "sensor.inverter_total_yield";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_proposed_is_tried_confirmed_read_by_the_collectors_and_undone()
    {
        await using var town = await MappingTown.StartAsync();
        using var page = await town.SignedInAsync(Role.Operator);

        // The code of no point is in the answer.
        var answer = await page.GetAsync(MappingTown.Path);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.DoesNotContain("IT999E", answer.Text, StringComparison.Ordinal);
        var view = answer.Json;
        Assert.Equal(("ready", true, false), ((string?)view["state"], (bool)view["hasFolder"]!, (bool)view["partial"]!));
        var produced = Row(view, "UP-SCUOLA", "produced");
        Assert.Equal(Yield, (string?)produced["proposed"]!["counter"]);
        Assert.Equal("sensor.inverter_active_power", (string?)produced["proposed"]!["power"]);
        Assert.Equal(20, (double)produced["proposed"]!["maxPowerKw"]!);
        Assert.Contains(produced["reasons"]!.AsArray(), reason => ((string)reason!["it"]!).Contains("scuola", StringComparison.Ordinal));
        Assert.Equal("sensor.power_meter_exported", (string?)Row(view, "UP-SCUOLA", "injected")["proposed"]!["counter"]);
        Assert.Null(Row(view, "UP-MUNICIPIO", "produced")["proposed"]);
        Assert.DoesNotContain("light.aula", view["entities"]!.ToJsonString(), StringComparison.Ordinal);

        // A tenth of a kilowatt-hour each minute: 96 quarters of 1.5.
        var trial = (await page.PostAsync($"{MappingTown.Path}/trial", MappingTown.Meter((string)produced["key"]!, Yield))).Json;
        Assert.Equal(("1000.0", "kWh"), ((string?)trial["now"]![0]!["state"], (string?)trial["now"]![0]!["unit"]));
        Assert.Equal(96, (int)trial["measured"]! + (int)trial["estimated"]!);
        Assert.Equal((0, 144m), ((int)trial["missing"]!, Math.Round((decimal)trial["kwh"]!, 3)));

        object[] meters =
        [
            MappingTown.Meter((string)produced["key"]!, Yield, "sensor.inverter_active_power", maxPowerKw: 20),
            MappingTown.Meter((string)Row(view, "UP-SCUOLA", "withdrawn")["key"]!, "sensor.power_meter_consumption"),
            MappingTown.Meter((string)Row(view, "UP-SCUOLA", "injected")["key"]!, "sensor.power_meter_exported"),
        ];
        var fingerprint = (string)view["fingerprint"]!;
        Assert.False(town.Collects("inverters"));
        var confirmed = await page.PostAsync(MappingTown.Path, new { fingerprint, meters });
        Assert.Equal((HttpStatusCode.OK, 3), (confirmed.Status, (int)confirmed.Json["meters"]!));
        Assert.Equal(
            """
            Cer.Apps.PlatformConfig:
              Community: "prova"
            Cer.Apps.InverterConfig:
              Plants:
                - Name: "UP-SCUOLA"
                  Pod: "IT999E00000101"
                  Counter: "sensor.inverter_total_yield"
                  Power: "sensor.inverter_active_power"
                  MaxPowerKw: 20
            Cer.Apps.BuildingsConfig:
              Buildings:
                - Name: "UP-SCUOLA"
                  Pod: "IT999E00000101"
                  Withdrawn: "sensor.power_meter_consumption"
                  Injected: "sensor.power_meter_exported"

            """.ReplaceLineEndings("\n"),
            await File.ReadAllTextAsync(town.File, Cancellation));
        var read = AppSettings.Read(town.Apps);
        Assert.Equal(Yield, read["Cer.Apps.InverterConfig:Plants:0:Counter"]);
        // The collectors that run take it up by themselves.
        await House.UntilAsync(() => town.Collects("inverters") && town.Collects("buildings"));

        var after = (await page.GetAsync(MappingTown.Path)).Json;
        Assert.Equal(Yield, (string?)Row(after, "UP-SCUOLA", "produced")["current"]!["counter"]);
        Assert.Equal("confirmed", (string?)Row(after, "UP-SCUOLA", "produced")["reasons"]![0]!["code"]);
        Assert.Equal(("confirmed", "poperator", 3), (
            (string?)after["decided"]!["what"], (string?)after["decided"]!["who"], (int)after["decided"]!["meters"]!));
        const string Sql = "select count(*) from core.audit where what = 'home mapping confirmed' and who = 'poperator'";
        Assert.Equal(1, await town.AskAsync<long>(Sql));

        // Whoever still sees the page of before is told.
        Assert.Equal(HttpStatusCode.Conflict, (await page.PostAsync(MappingTown.Path, new { fingerprint, meters })).Status);
        var undone = await page.PostAsync($"{MappingTown.Path}/undo", new { fingerprint = (string)after["fingerprint"]! });
        Assert.Equal((HttpStatusCode.OK, 0), (undone.Status, (int)undone.Json["meters"]!));
        Assert.Equal("", await File.ReadAllTextAsync(town.File, Cancellation));
        var again = await page.PostAsync($"{MappingTown.Path}/undo", new { fingerprint = (string)undone.Json["fingerprint"]! });
        Assert.Equal(3, (int)again.Json["meters"]!);
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_row_by_row_and_nothing_is_written()
    {
        await using var town = await MappingTown.StartAsync();
        using var page = await town.SignedInAsync(Role.Administrator);
        var view = (await page.GetAsync(MappingTown.Path)).Json;
        string Key(string quantity) => (string)Row(view, "UP-SCUOLA", quantity)["key"]!;
        object[] meters =
        [
            MappingTown.Meter(Key("produced"), Yield),
            MappingTown.Meter(Key("injected"), Yield),
            MappingTown.Meter(Key("withdrawn"), "sensor.inverter_active_power"),
            MappingTown.Meter("7-7-produced", Yield),
            MappingTown.Meter(Key("produced"), "sensor.power_meter_consumption"),
            MappingTown.Meter((string)Row(view, "UP-MUNICIPIO", "produced")["key"]!, "sensor.gone"),
            MappingTown.Meter((string)Row(view, "UP-MUNICIPIO", "injected")["key"]!, "sensor.inverter_daily_yield", unit: "J"),
            MappingTown.Meter((string)Row(view, "UP-MUNICIPIO", "withdrawn")["key"]!, "sensor.power_meter_exported", maxPowerKw: -1),
        ];
        var said = (await page.PostAsync($"{MappingTown.Path}/check", new { meters })).Json;
        Assert.Equal(1, (int)said["meters"]!);
        string[] sentences = [.. said["problems"]!.AsArray().Select(one => (string)one!["en"]!)];
        Assert.Collection(
            sentences,
            one => Assert.Contains("at another meter already", one, StringComparison.Ordinal),
            one => Assert.Contains("counts no energy", one, StringComparison.Ordinal),
            one => Assert.Contains("Found another meter", one, StringComparison.Ordinal),
            one => Assert.Contains("Found the same energy of the same point twice", one, StringComparison.Ordinal),
            one => Assert.Contains("Found no entity sensor.gone", one, StringComparison.Ordinal),
            // In the words of the collectors themselves.
            one => Assert.Contains("unit: found another word, expected Wh, kWh, MWh or GWh", one, StringComparison.Ordinal),
            one => Assert.Contains("more than 0 and at most 1000 kW", one, StringComparison.Ordinal));
        var refused = await page.PostAsync(MappingTown.Path, new { fingerprint = (string)view["fingerprint"]!, meters });
        Assert.Equal((HttpStatusCode.BadRequest, 7), (refused.Status, refused.Json["problems"]!.AsArray().Count));
        Assert.False(File.Exists(town.File));
        Assert.Equal(HttpStatusCode.BadRequest, (await page.PostAsync(MappingTown.Path, "{\"meters\": [null]}")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await page.PostAsync($"{MappingTown.Path}/check", "[]")).Status);
    }

    [Fact]
    public async Task Settings_that_somebody_wrote_by_hand_are_not_mixed_with_the_pages()
    {
        await using var town = await MappingTown.StartAsync();
        using var page = await town.SignedInAsync(Role.Operator);
        Directory.CreateDirectory(town.Apps);
        var mine = Path.Combine(town.Apps, "InverterApp.yaml");
        await File.WriteAllTextAsync(
            mine, $"Cer.Apps.InverterConfig:\n  Plants:\n    - {{Name: Tetto, Pod: IT999E00000101, Counter: {Yield}}}\n", Cancellation);
        var view = (await page.GetAsync(MappingTown.Path)).Json;
        Assert.Equal("InverterApp.yaml", (string?)view["otherFiles"]![0]);
        var row = Row(view, "Tetto", "produced");
        Assert.Equal(Yield, (string?)row["current"]!["counter"]);
        var asked = new { fingerprint = (string)view["fingerprint"]!, meters = new[] { MappingTown.Meter((string)row["key"]!, Yield) } };
        var refused = await page.PostAsync(MappingTown.Path, asked);
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("InverterApp.yaml", refused.Detail, StringComparison.Ordinal);
        await File.WriteAllTextAsync(mine, "{", Cancellation);
        var misfit = (string?)(await page.GetAsync(MappingTown.Path)).Json["misfit"];
        Assert.Contains("InverterApp.yaml, line", misfit, StringComparison.Ordinal);
        File.Delete(mine);
        Assert.Equal(HttpStatusCode.OK, (await page.PostAsync(MappingTown.Path, asked)).Status);
    }

    [Fact]
    public async Task Without_a_house_or_while_it_is_away_the_page_says_so_and_still_tells_what_is_needed()
    {
        await using (var bare = await MappingTown.StartAsync(hasHome: false, hasFolder: false))
        {
            using var page = await bare.SignedInAsync(Role.Administrator);
            var view = (await page.GetAsync(MappingTown.Path)).Json;
            Assert.Equal(("off", false), ((string?)view["state"], (bool)view["hasFolder"]!));
            // Two roofs need three each, a family one.
            Assert.Equal(7, view["meters"]!.AsArray().Count);
            foreach (var path in new[] { "", "/check" })
            {
                var answer = await page.PostAsync(MappingTown.Path + path, new { meters = Array.Empty<object>() });
                Assert.Equal(HttpStatusCode.NotFound, answer.Status);
            }

        }

        await using var town = await MappingTown.StartAsync();
        await town.Peer.StopAsync();
        using var operatorPage = await town.SignedInAsync(Role.Operator);
        await House.UntilAsync(async () => (string?)(await operatorPage.GetAsync(MappingTown.Path)).Json["state"] == "away");
        var refused = await operatorPage.PostAsync(MappingTown.Path, new { fingerprint = "", meters = Array.Empty<object>() });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
        Assert.StartsWith("Home Assistant: ", refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_areas_and_devices_are_not_told_the_page_says_so_and_goes_by_names()
    {
        await using var town = await MappingTown.StartAsync();
        town.Peer.Registries.AreTold = false;
        town.Peer.States.Set("sensor.municipio_prodotta", "7.5", new()
        {
            ["friendly_name"] = "Municipio prodotta",
            ["device_class"] = "energy",
            ["state_class"] = "total_increasing",
            ["unit_of_measurement"] = "kWh",
        });
        using var page = await town.SignedInAsync(Role.Operator);
        var view = (await page.GetAsync(MappingTown.Path)).Json;
        Assert.Equal(("ready", true), ((string?)view["state"], (bool)view["partial"]!));
        Assert.Null(Row(view, "UP-SCUOLA", "produced")["proposed"]);
        Assert.Equal("sensor.municipio_prodotta", (string?)Row(view, "UP-MUNICIPIO", "produced")["proposed"]!["counter"]);
    }

    [Fact]
    public async Task An_auditor_looks_and_may_change_nothing()
    {
        await using var town = await MappingTown.StartAsync();
        using var page = await town.SignedInAsync(Role.Auditor);
        Assert.Equal(HttpStatusCode.OK, (await page.GetAsync(MappingTown.Path)).Status);
        foreach (var path in new[] { "", "/check", "/trial", "/undo" })
            Assert.Equal(HttpStatusCode.Forbidden, (await page.PostAsync(MappingTown.Path + path, new { })).Status);
    }

    private static JsonNode Row(JsonNode view, string name, string quantity) =>
        view["meters"]!.AsArray().Single(one => (string?)one!["name"] == name && (string?)one["quantity"] == quantity)!;
}
