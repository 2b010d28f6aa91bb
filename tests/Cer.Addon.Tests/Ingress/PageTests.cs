using System.Text.Json;
using Cer.Addon.Tests.Running;
using Cer.HomeAssistant.Peer;
using Cer.Operations.People;

namespace Cer.Addon.Tests.Ingress;

/// <summary>The pages in a real browser, in the frame of a Home Assistant, below its path.</summary>
public sealed class PageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stranger_is_received_an_administrator_links_people_and_no_page_leaves_the_path()
    {
        await using var house = await House.StartAsync();
        await using var home = await FakeHome.StartAsync(house.Address);
        // One who opened the pages before, and waits to be linked.
        await house.HomeUsers.FindAsync(new("11112222333344445555666677778888", "Ufficio Tributi"), Cancellation);
        await house.PersonAsync(Role.Operator);

        home.User = "99998888777766665555444433332222";
        var stranger = await VisitAsync(home, "ingress-stranger", "Entra");
        Assert.Contains(stranger.Single(), text => text.Contains("un utente che non è ancora collegato", StringComparison.Ordinal));

        home.User = (await house.LinkedAsync(Role.Administrator)).Id;
        var pages = await VisitAsync(
            home, "ingress-staff", "Ufficio Tributi", "mesi", "dati", "flussi", "documenti", "regolamento", "profilo", "persone");
        Assert.Contains(pages[^1], text => text.Contains("Ufficio Tributi", StringComparison.Ordinal));
        Assert.Contains(pages[^1], text => text.Contains("sei tu", StringComparison.Ordinal));
        // Home Assistant signs in, so there is nothing to sign out of.
        Assert.DoesNotContain(pages.SelectMany(page => page), text => text == "Esci");

        Assert.Empty(home.Escaped);
        Assert.Empty(home.Filtered);
        Assert.Empty(home.Wrong);
    }

    [Fact]
    public async Task The_setup_page_of_the_collectors_shows_what_the_house_has_below_the_path()
    {
        await using var peer = await HomePeer.StartAsync();
        var folder = Directory.CreateTempSubdirectory("cer-ingress-");
        var token = Path.Combine(folder.FullName, "token");
        await File.WriteAllTextAsync(token, peer.Options.Tokens[0] + "\n", Cancellation);
        File.SetUnixFileMode(token, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        peer.Registries.Area("scuola", "Scuola primaria").Device("inv", "Inverter", "scuola", "Huawei", "SUN2000")
            .Entity("sensor.inverter_total_yield", "huawei_solar", "inv", name: "Inverter Total yield");
        peer.States.Set("sensor.inverter_total_yield", "48211.4", new()
        {
            ["friendly_name"] = "Inverter Total yield",
            ["device_class"] = "energy",
            ["state_class"] = "total_increasing",
            ["unit_of_measurement"] = "kWh",
        });
        await using var house = await House.StartAsync(home: new(peer.Address) { TokenFile = token });
        await house.DeclareAsync("""
            name: Prova
            configuration: CER
            constituted_on: 2024-03-01
            members:
              - {id: comune, name: Comune di Prova, category: local_authority}
            pods:
              - {pod: IT999E00000101, member: comune, from: 2024-03-01}
            plants:
              - {id: UP-SCUOLA, pod: IT999E00000101, source: photovoltaic, market_zone: CNOR, fc_area: Centro,
                 power_kw: 20, in_service: 2024-04-10, incentive_from: 2024-05-01}
            """);
        await using var home = await FakeHome.StartAsync(house.Address);
        home.User = (await house.LinkedAsync(Role.Administrator)).Id;
        var pages = await VisitAsync(home, "ingress-mapping", "sensor.inverter_total_yield", "dati/dispositivi/home-assistant");
        Assert.Contains(pages[^1], text => text.Contains("48.211,4", StringComparison.Ordinal));
        Assert.Empty(home.Escaped);
        Assert.Empty(home.Filtered);
        Assert.Empty(home.Wrong);
        folder.Delete(recursive: true);
    }

    /// <summary>What each page says, line by line; the pictures are in artifacts/browser.</summary>
    private static async Task<IReadOnlyList<string[]>> VisitAsync(FakeHome home, string name, string expected, params string[] pages)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Clone.Root, "artifacts", "browser")).FullName;
        var plan = Path.Combine(folder, $"{name}-plan.json");
        var result = Path.Combine(folder, $"{name}-result.json");
        File.Delete(result);
        await File.WriteAllTextAsync(
            plan,
            JsonSerializer.Serialize(new { address = home.Address, place = SupervisorCall.Place, name, expected, pages }),
            Cancellation);
        (await Command.RunAsync(
            new Dictionary<string, string>(), "node", Path.Combine(Clone.Root, "web/dev/ingress.mjs"), plan, result, folder)).Succeeded();
        using var told = JsonDocument.Parse(await File.ReadAllBytesAsync(result, Cancellation));
        Assert.Equal([], told.RootElement.GetProperty("faults").EnumerateArray().Select(fault => fault.GetString()));
        return [.. told.RootElement.GetProperty("pages").EnumerateArray().Select(page => page.GetString()!.Split('\n'))];
    }
}
