using System.Text;
using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Exchange.Faults;
using Cer.Operations.Importing;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Host.Tests.Viewing;

/// <summary>Two points, one of them with a roof and a production meter: small enough to work by hand.</summary>
internal static class SmallCommunity
{
    public static readonly Pod Roof = Pod.Parse("IT999E00000001", null);
    public static readonly Pod Lamp = Pod.Parse("IT999E00000002", null);

    // 11:00 in Rome.
    public static readonly Instant Eleven = Instant.FromUtc(2026, 7, 15, 9, 0);

    private const string Contract = """
        name: Prova
        configuration: CER
        constituted_on: 2024-03-01
        members: [{id: comune, name: Comune, category: local_authority}]
        pods:
          - {pod: IT999E00000001, member: comune, from: 2024-03-01}
          - {pod: IT999E00000002, member: comune, from: 2024-03-01}
        plants:
          - {id: UP-A, pod: IT999E00000001, source: photovoltaic, market_zone: CNOR, fc_area: Centro,
             power_kw: 20, in_service: 2024-04-10, incentive_from: 2024-05-01}
        """;

    public static async Task<StaffServer> StartAsync(string now = "2026-07-15T10:40:00Z", string? publicUrl = null)
    {
        var server = await StaffServer.StartAsync(now, publicUrl);
        var faults = new FaultList();
        var stored = await server.Service<ImportCommunity>().RunAsync(
            StaffServer.Code, Encoding.UTF8.GetBytes(Contract), [], "test", faults, TestContext.Current.CancellationToken);
        Assert.True(faults.IsEmpty, string.Join('\n', faults.Faults));
        await server.Service<ICommunityStore>().SaveDevicesAsync(
            stored!.Community, [new("c2g-A", Roof), new("c2g-B", Lamp)], "test", TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>The hour from eleven: made 4 kWh, of which 2 given; the lamp took 1.</summary>
    public static Task<AppendCounts> TellAsync(StaffServer server, CommunityId community) =>
        server.Service<IReadingStore>().AppendAsync(
            community,
            IntakeSource.Rest,
            [
                .. Enumerable.Range(0, 4).SelectMany(quarter => new[]
                {
                    At(Roof, quarter) with { Withdrawn = Energy.Zero, Injected = Kwh(0.5m) },
                    At(Roof, quarter) with { Meter = MeterRole.Production, Produced = Kwh(1m) },
                    At(Lamp, quarter) with { Withdrawn = Kwh(0.25m) },
                }),
            ],
            TestContext.Current.CancellationToken);

    private static Reading At(Pod pod, int quarter) =>
        new() { Pod = pod, Start = Eleven + Duration.FromMinutes(15 * quarter), Minutes = 15 };

    private static Energy Kwh(decimal amount) => Energy.FromKilowattHours(amount);
}
