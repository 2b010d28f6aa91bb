using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Cer.Database.Tests;
using Cer.Exchange.Faults;
using Cer.HomeAssistant.Peer;
using Cer.Host.Data;
using Cer.Host.Serve;
using Cer.Host.Tests.People;
using Cer.Messaging.HomeAssistant;
using Cer.Operations.Importing;
using Cer.Operations.People;
using Cer.Operations.Ports;
using Cer.Storage.Homes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Cer.Host.Tests.Homes.Mapping;

/// <summary>A server with a town of two roofs, a house that has a school's inverter, and a folder of the collectors.</summary>
internal sealed class MappingTown : IAsyncDisposable
{
    public const string Code = "prova";
    public const string Path = $"/api/communities/{Code}/home/mapping";

    private const string Contract = """
        name: Prova
        configuration: CER
        constituted_on: 2024-03-01
        members:
          - {id: comune, name: Comune di Prova, category: local_authority}
          - {id: fam-alloro, name: Famiglia Alloro, category: natural_person}
        pods:
          - {pod: IT999E00000101, member: comune, from: 2024-03-01}
          - {pod: IT999E00000102, member: comune, from: 2024-03-01}
          - {pod: IT999E00000401, member: fam-alloro, from: 2024-03-01}
        plants:
          - {id: UP-SCUOLA, pod: IT999E00000101, source: photovoltaic, market_zone: CNOR, fc_area: Centro,
             power_kw: 20, in_service: 2024-04-10, incentive_from: 2024-05-01}
          - {id: UP-MUNICIPIO, pod: IT999E00000102, source: photovoltaic, market_zone: CNOR, fc_area: Centro,
             power_kw: 10, in_service: 2024-04-10, incentive_from: 2024-05-01}
        """;

    private readonly TestDatabase _database;
    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;

    private MappingTown(TestDatabase database, WebApplication app, DirectoryInfo folder, HomePeer? peer) =>
        (_database, _app, _folder, Peer) = (database, app, folder, peer!);

    public HomePeer Peer { get; }

    /// <summary>The other server of the house, as far as the collectors know it.</summary>
    private HomeTurn? Other { get; init; }

    public string Apps => System.IO.Path.Combine(_folder.FullName, "apps");

    public string File => System.IO.Path.Combine(Apps, "setup.yaml");

    /// <summary>Whether a collector has begun to read meters.</summary>
    public bool Collects(string app) => Directory.Exists(System.IO.Path.Combine(_folder.FullName, "state", app));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="hasHome">Whether there is a Home Assistant.</param>
    /// <param name="hasFolder">Whether the collectors have a folder.</param>
    /// <param name="isElsewhere">Whether another server runs the collectors.</param>
    public static async Task<MappingTown> StartAsync(bool hasHome = true, bool hasFolder = true, bool isElsewhere = false)
    {
        var folder = Directory.CreateTempSubdirectory("cer-mapping-");
        var database = await TestDatabase.CreateMigratedAsync();
        var other = isElsewhere ? new HomeTurn(database.Admin) : null;
        if (other is not null) Assert.NotNull(await other.TryTakeAsync(new(0), Cancellation));
        var peer = hasHome ? await HomePeer.StartAsync() : null;
        var token = System.IO.Path.Combine(folder.FullName, "home-token");
        if (peer is not null)
        {
            await System.IO.File.WriteAllTextAsync(token, peer.Options.Tokens[0] + "\n", Cancellation);
            System.IO.File.SetUnixFileMode(token, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            Furnish(peer);
        }

        // The house has no broker to show the share by.
        var apps = Directory.CreateDirectory(System.IO.Path.Combine(folder.FullName, "apps")).FullName;
        await System.IO.File.WriteAllTextAsync(
            System.IO.Path.Combine(apps, "share.yaml"),
            $"Cer.Apps.CommunityConfig:\n  Enabled: false\nCer.Apps.PlatformConfig:\n  Folder: {folder.FullName}/state\n",
            Cancellation);
        var settings = new Settings(database.AppAddress, null, "http://127.0.0.1:0")
        {
            DemoLive = false,
            MemberConnection = database.MemberAddress,
            Home = new(peer?.Address)
            {
                TokenFile = peer is null ? null : token,
                AppsFolder = hasFolder ? apps : null,
            },
        };
        var app = ServeCommand.Build(settings, TimeProvider.System);
        var faults = new FaultList();
        await app.Services.GetRequiredService<ImportCommunity>().RunAsync(
            Code, Encoding.UTF8.GetBytes(Contract), [], "test", faults, Cancellation);
        Assert.True(faults.IsEmpty, string.Join('\n', faults.Faults));
        await app.StartAsync(Cancellation);
        if (peer is not null) await House.UntilAsync(() => app.Services.GetRequiredService<HomeClient>().State == HomeState.Ready);
        return new(database, app, folder, peer) { Other = other };
    }

    public async Task<PageClient> SignedInAsync(Role role)
    {
        var people = _app.Services.GetRequiredService<IPeopleStore>();
        var community = await _app.Services.GetRequiredService<ICommunityStore>().FindAsync(Code, Cancellation);
        var made = await people.AddAsync(
            new($"p{role}".ToLowerInvariant(), "Persona di Prova", null, [new(role, community, Code, null)]),
            SecretToken.New(),
            "test",
            Cancellation);
        var token = SecretToken.New();
        await _app.Services.GetRequiredService<ISessionStore>().OpenAsync(made!.Person, token, Cancellation);
        return new PageClient(new(_app.Urls.Single()), null).With(token.Text);
    }

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var command = _database.Admin.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        if (Peer is not null) await Peer.DisposeAsync();
        if (Other is not null) await Other.DisposeAsync();
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>A meter as the page sends it.</summary>
    public static object Meter(string key, string counter, string? power = null, string? unit = null, double? maxPowerKw = null) =>
        new { key, counter, power, unit, maxPowerKw, name = (string?)null, use = (string?)null, fallback = (string?)null };

    /// <summary>The school has an inverter and a meter, the town hall nothing.</summary>
    private static void Furnish(HomePeer peer)
    {
        peer.Registries.Area("scuola", "Scuola primaria");
        peer.Registries.Device("inv", "Inverter", "scuola", "Huawei", "SUN2000")
            .Device("dtsu", "Power meter", "scuola", "Huawei", "DTSU666");
        Sensor(peer, "sensor.inverter_total_yield", "inv", "Inverter Total yield", "energy", "total_increasing", "kWh", "1000");
        Sensor(peer, "sensor.inverter_daily_yield", "inv", "Inverter Daily yield", "energy", "total_increasing", "kWh", "3");
        Sensor(peer, "sensor.inverter_active_power", "inv", "Inverter Active power", "power", "measurement", "W", "2000");
        Sensor(peer, "sensor.power_meter_consumption", "dtsu", "Power meter Consumption", "energy", "total_increasing", "kWh", "400");
        Sensor(peer, "sensor.power_meter_exported", "dtsu", "Power meter Exported", "energy", "total_increasing", "kWh", "600");
        peer.States.Set("light.aula", "on");
    }

    private static void Sensor(
        HomePeer peer, string id, string device, string name, string deviceClass, string stateClass, string unit, string state)
    {
        peer.Registries.Entity(id, "huawei_solar", device, name: name);
        var attributes = new JsonObject
        {
            ["friendly_name"] = name,
            ["device_class"] = deviceClass,
            ["state_class"] = stateClass,
            ["unit_of_measurement"] = unit,
        };
        if (id != "sensor.inverter_total_yield")
        {
            peer.States.Set(id, state, attributes);
            return;
        }

        // A tenth of a kilowatt-hour each minute, for more than a day.
        var now = TimeProvider.System.GetUtcNow();
        for (var minute = 26 * 60; minute >= 0; minute--)
        {
            var total = 1000m - (0.1m * minute);
            peer.States.SetAt(id, total.ToString(CultureInfo.InvariantCulture), attributes, now.AddMinutes(-minute));
        }
    }
}
