using System.Text;
using System.Text.Json.Nodes;
using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Exchange.Faults;
using Cer.Host.Data;
using Cer.Host.Serve;
using Cer.Host.Tests.Stored;
using Cer.Messaging.Tests.Mqtt;
using Cer.Operations.Importing;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Cer.Host.Tests.Homes;

/// <summary>What a server tells a house of a community, from its stores to a real broker.</summary>
public sealed class HomeServerTests(PostgresFixture postgres)
{
    private const string Contract = """
        name: Prova
        configuration: CER
        constituted_on: 2024-03-01
        members:
          - {id: comune, name: Comune di Prova, category: local_authority}
          - {id: fam-segreta, name: Famiglia Segreta, category: natural_person}
          - {id: ditta, name: Ditta Riservata, category: sme}
          - {id: fam-c, name: Famiglia Segreta C, category: natural_person}
          - {id: fam-d, name: Famiglia Segreta D, category: natural_person}
          - {id: fam-e, name: Famiglia Segreta E, category: natural_person}
          - {id: fam-f, name: Famiglia Segreta F, category: natural_person}
        pods:
          - {pod: IT999E00000001, member: comune, from: 2024-03-01}
          - {pod: IT999E00000002, member: comune, from: 2024-03-01}
          - {pod: IT999E00000003, member: fam-segreta, from: 2024-03-01}
          - {pod: IT999E00000004, member: ditta, from: 2024-03-01}
          - {pod: IT999E00000005, member: fam-c, from: 2024-03-01}
          - {pod: IT999E00000006, member: fam-d, from: 2024-03-01}
          - {pod: IT999E00000007, member: fam-e, from: 2024-03-01}
          - {pod: IT999E00000008, member: fam-f, from: 2024-03-01}
        plants:
          - {id: UP-SCUOLA, pod: IT999E00000001, source: photovoltaic, market_zone: CNOR, fc_area: Centro,
             power_kw: 20, in_service: 2024-04-10, incentive_from: 2024-05-01}
          - {id: UP-SEGRETA, pod: IT999E00000003, source: photovoltaic, market_zone: CNOR, fc_area: Centro,
             power_kw: 6, in_service: 2024-04-10, incentive_from: 2024-05-01}
          - {id: UP-RISERVATA, pod: IT999E00000004, source: photovoltaic, market_zone: CNOR, fc_area: Centro,
             power_kw: 6, in_service: 2024-04-10, incentive_from: 2024-05-01}
          - {id: UP-SEGRETA-C, pod: IT999E00000005, source: photovoltaic, market_zone: CNOR, fc_area: Centro,
             power_kw: 6, in_service: 2024-04-10, incentive_from: 2024-05-01}
          - {id: UP-SEGRETA-D, pod: IT999E00000006, source: photovoltaic, market_zone: CNOR, fc_area: Centro,
             power_kw: 6, in_service: 2024-04-10, incentive_from: 2024-05-01}
          - {id: UP-SEGRETA-E, pod: IT999E00000007, source: photovoltaic, market_zone: CNOR, fc_area: Centro,
             power_kw: 6, in_service: 2024-04-10, incentive_from: 2024-05-01}
          - {id: UP-SEGRETA-F, pod: IT999E00000008, source: photovoltaic, market_zone: CNOR, fc_area: Centro,
             power_kw: 6, in_service: 2024-04-10, incentive_from: 2024-05-01}
        """;

    /// <summary>Two of the municipality, and those of six private members, whose sums may be told.</summary>
    private static readonly string[] Points = [.. Enumerable.Range(1, 8).Select(number => $"IT999E{number:00000000}")];

    private static readonly Instant Noon = Instant.FromUtc(2026, 7, 15, 10, 0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_sums_of_all_are_told_and_one_by_one_only_what_is_the_towns()
    {
        var code = $"c{Guid.NewGuid():N}";
        await using var database = await Cer.Database.Tests.TestDatabase.CreateMigratedAsync();
        await using var broker = await Mosquitto.StartAsync();
        var settings = new Settings(database.AppAddress, null, "http://127.0.0.1:0")
        {
            DemoLive = false,
            Home = new() { Mqtt = new("127.0.0.1", broker.Port, "cer", "cer") },
        };
        await using var house = await House.StartAsync(broker);
        await using var app = ServeCommand.Build(settings, new MovingClock((Noon + Duration.FromMinutes(20)).ToDateTimeOffset()));
        var community = await DeclareAsync(app.Services, code);
        await app.Services.GetRequiredService<IReadingStore>().AppendAsync(
            community,
            IntakeSource.Rest,
            [
                At("IT999E00000001", 0m, 2m), At("IT999E00000002", 0.5m, null), At("IT999E00000003", 0.25m, 1m),
                At("IT999E00000004", 0.125m, 0m), At("IT999E00000005", 0m, 0m), At("IT999E00000006", 0m, 0m),
                At("IT999E00000007", 0m, 0m), At("IT999E00000008", 0m, 0m),
            ],
            Cancellation);
        await app.StartAsync(Cancellation);
        await house.UntilAsync(heard => heard.Count(one => one.Topic.StartsWith($"cer/{code}/cer_", StringComparison.Ordinal)) >= 4);
        await app.StopAsync(Cancellation);
        await house.UntilAsync(heard => heard.LastOrDefault(one => one.Topic == $"cer/{code}/status")?.Text == "offline");

        var ours = house.Heard.Where(one => one.Topic.Contains(code, StringComparison.Ordinal)).ToArray();
        var announced = ours.Where(one => one.Topic.EndsWith("/config", StringComparison.Ordinal))
            .Select(one => JsonNode.Parse(one.Text)!).ToArray();
        Assert.Equal(
            ["Comunità energetica", "Impianto", "Punto di prelievo comunale", "Punto di prelievo comunale"],
            announced.Select(one => (string)one["device"]!["model"]!).Order(StringComparer.Ordinal));
        Assert.All(ours, one => Assert.All(
            ["IT999E", "Segreta", "SEGRETA", "Riservata", "RISERVATA", "segreta"],
            secret => Assert.DoesNotContain(secret, one.Text + one.Topic, StringComparison.Ordinal)));

        var state = JsonNode.Parse(ours.First(one => one.Topic == $"cer/{code}/cer_{code}/state").Text)!;
        // A quarter: (2 + 1) kWh given are 12 kW; 0.875 taken are 3.5 kW, and the lesser is shared.
        Assert.Equal((12m, 3.5m, 3.5m), (Value("injection_power"), Value("withdrawal_power"), Value("shared_power")));
        Assert.Equal((3m, 0.875m, 0.875m), (Value("injected_today"), Value("withdrawn_today"), Value("shared_today")));
        Assert.Equal(29.2m, Value("shared_percent_today"));
        Assert.Equal(0m, Value("open_alerts"));
        Assert.Null(state["best_hours_today"]);
        Assert.Equal("OFF", (string?)state["connection_problem"]);
        Assert.NotNull(state["incentive_month"]);
        Assert.Equal(8, (int)state["attributes"]!["injection_power"]!["points_heard"]!);
        Assert.Equal("offline", ours.Last(one => one.Topic == $"cer/{code}/status").Text);

        decimal Value(string key) => (decimal)state[key]!;
    }

    [Fact]
    public async Task A_server_speaks_for_more_communities_than_it_has_connections_to_the_database()
    {
        const int Many = 120;
        await using var database = await Cer.Database.Tests.TestDatabase.CreateMigratedAsync();
        await using var broker = await Mosquitto.StartAsync();
        var settings = new Settings(database.AppAddress, null, "http://127.0.0.1:0")
        {
            DemoLive = false,
            Home = new() { Mqtt = new("127.0.0.1", broker.Port, "cer", "cer") },
        };
        await using var house = await House.StartAsync(broker);
        await using var app = ServeCommand.Build(settings, TimeProvider.System);
        for (var one = 0; one < Many; one++) await DeclareAsync(app.Services, $"prova{one}");
        await app.StartAsync(Cancellation);
        await house.UntilAsync(heard => heard
            .Where(one => one.Topic.EndsWith("/status", StringComparison.Ordinal) && one.Text == "online")
            .DistinctBy(one => one.Topic).Count() == Many);
        await app.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_server_with_an_address_and_a_token_sends_statistics_and_notifies_by_itself()
    {
        await using var database = await Cer.Database.Tests.TestDatabase.CreateMigratedAsync();
        await using var peer = await Cer.HomeAssistant.Peer.HomePeer.StartAsync();
        var folder = Directory.CreateTempSubdirectory("cer-home-").FullName;
        try
        {
            var token = Path.Combine(folder, "home-token");
            await File.WriteAllTextAsync(token, peer.Options.Tokens[0] + "\n", Cancellation);
            File.SetUnixFileMode(token, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            var settings = new Settings(database.AppAddress, null, "http://127.0.0.1:0")
            {
                DemoLive = false,
                Home = new(peer.Address) { TokenFile = token },
            };
            await using var app = ServeCommand.Build(settings, TimeProvider.System);
            var community = await DeclareAsync(app.Services, "prova");
            var day = new LocalDate(2026, 7, 15);
            await app.Services.GetRequiredService<IReadingStore>().AppendAsync(
                community,
                IntakeSource.Rest,
                [.. Points.SelectMany(pod => Enumerable.Range(0, 4).Select(
                    quarter => At(pod, 0.5m, 1m) with { Start = Noon + Duration.FromMinutes(15 * quarter) }))],
                Cancellation);
            await app.Services.GetRequiredService<Cer.Operations.Periods.MakeHours>().RunAsync(community, day, Cancellation);
            await app.StartAsync(Cancellation);
            // Eight points take half a kilowatt-hour in each quarter, and seven plants give one: sixteen are shared.
            await House.UntilAsync(() => peer.Statistics.Find("cer:prova_shared")?.Sums.Values.LastOrDefault() == 16m);
            // There is no broker, and that is what a person is told.
            await House.UntilAsync(() => peer.Services.Notifications.ContainsKey("cer_prova_setup"));
            await app.StopAsync(Cancellation);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Without_settings_for_it_nothing_of_it_is_there()
    {
        await using var app = ServeCommand.Build(new(postgres.Database.AppAddress, null, "http://127.0.0.1:0"), TimeProvider.System);
        var services = app.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>();
        Assert.DoesNotContain(services, one => one.GetType().Name == "HomeService");
    }

    private static async Task<CommunityId> DeclareAsync(IServiceProvider services, string code)
    {
        var faults = new FaultList();
        var stored = await services.GetRequiredService<ImportCommunity>().RunAsync(
            code, Encoding.UTF8.GetBytes(Contract), [], "test", faults, Cancellation);
        Assert.True(faults.IsEmpty, string.Join('\n', faults.Faults));
        return stored!.Community;
    }

    private static Reading At(string pod, decimal withdrawn, decimal? injected) => new()
    {
        Pod = Pod.Parse(pod, null),
        Start = Noon,
        Minutes = 15,
        Withdrawn = Energy.FromKilowattHours(withdrawn),
        Injected = injected is { } known ? Energy.FromKilowattHours(known) : null,
    };
}
