using System.Text.Json.Nodes;
using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Operations.Homes;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using Cer.Operations.Viewing;
using Cer.Storage.Homes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;

namespace Cer.Host.Tests.Homes;

/// <summary>Registers of the town's own meters, from the stores to what is announced and said.</summary>
public sealed class HomeRegisterTests
{
    private static readonly Instant Noon = Instant.FromUtc(2025, 7, 15, 10, 0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Buildings_and_plants_of_the_town_show_their_meters_families_do_not_and_a_recorded_swap_begins_anew()
    {
        await using var town = await StatisticsTown.StartAsync(now: Noon, families: 1);
        await TellAsync(town, 0, 4000, 900, 7777);
        var devices = await DevicesAsync(town);
        var building = devices.Single(device => device.Model == "Punto di prelievo comunale"
            && device.Entities.Any(entity => entity.Key == "withdrawn_register"));
        Assert.Equal(4000m, Value(building, "withdrawn_register"));
        var plant = devices.Single(device => device.Model == "Impianto");
        Assert.Equal(900m, Value(plant, "injected_register"));
        Assert.DoesNotContain(devices, device => Text(device).Contains("7777", StringComparison.Ordinal));
        var announced = JsonNode.Parse(new HomeDiscovery(new("prova"), "1").Announce([building], HomeForm.Device)[0].Text)!;
        var config = announced["components"]!["withdrawn_register"]!;
        Assert.Equal(("energy", "kWh", "total_increasing"),
            ((string?)config["device_class"], (string?)config["unit_of_measurement"], (string?)config["state_class"]));
        Assert.Null(config["last_reset_value_template"]);

        // Without a record that the meter was swapped a lower figure is not told; with one it is.
        await TellAsync(town, 1, 12, 901, 7778);
        Assert.Equal((4000m, 901m), await BothAsync());
        var numbers = await town.Service<IRegistryView>().NumbersAsync(town.Community, Cancellation);
        var swap = new Cer.Exchange.UrbanDatasets.MeterSwap(Noon + Duration.FromMinutes(15), null, null, null);
        await town.Service<IMeterSwapStore>().AddAsync(
            town.Community, numbers.Points["IT999E00000001"], MeterRole.Exchange, null, swap, swap, "guasto", "test", Cancellation);
        Assert.Equal((12m, 901m), await BothAsync());
        await TellAsync(town, 2, 13, 902, 7779);
        Assert.Equal((13m, 902m), await BothAsync());

        async Task<(decimal, decimal)> BothAsync()
        {
            var now = await DevicesAsync(town);
            return (Value(now.Single(device => device.Id == building.Id), "withdrawn_register"),
                Value(now.Single(device => device.Id == plant.Id), "injected_register"));
        }
    }

    private static decimal Value(HomeDevice device, string key) =>
        device.Entities.Single(entity => entity.Key == key).Value!.GetValue<decimal>();

    private static string Text(HomeDevice device) => new HomeDiscovery(new("prova"), "1").State(device).Text;

    private static async Task TellAsync(StatisticsTown town, int quarter, decimal withdrawn, decimal injected, decimal family)
    {
        town.Clock.Move(TimeSpan.FromMinutes(15));
        await town.Service<IReadingStore>().AppendAsync(
            town.Community,
            IntakeSource.Rest,
            [Reading("IT999E00000001", withdrawn, injected), Reading("IT999E00000003", family, null)],
            Cancellation);

        Reading Reading(string pod, decimal taken, decimal? given) => new()
        {
            Pod = Pod.Parse(pod, null),
            Start = Noon + Duration.FromMinutes(15 * quarter),
            Minutes = 15,
            Withdrawn = Energy.FromKilowattHours(0.25m),
            Injected = given is null ? null : Energy.FromKilowattHours(1),
            WithdrawnTotal = Energy.FromKilowattHours(taken),
            InjectedTotal = given is { } known ? Energy.FromKilowattHours(known) : null,
        };
    }

    private static async Task<IReadOnlyList<HomeDevice>> DevicesAsync(StatisticsTown town)
    {
        var (provider, db) = (town.Service<IServiceProvider>(), town.Service<NpgsqlDataSource>());
        var read = ActivatorUtilities.CreateInstance<ReadHomePicture>(
            provider,
            ActivatorUtilities.CreateInstance<EstimateMonth>(provider),
            new FollowRegisters(new HomeNotices(db), new HomeSwaps(db)));
        return DescribeHome.Of((await read.RunAsync(town.Community, "prova", [], Cancellation))!);
    }
}
