using System.Net;
using System.Text;
using Cer.Domain;
using Cer.Exchange.Faults;
using Cer.Host.Tests.Viewing;
using Cer.Operations.Importing;
using Cer.Operations.Intake;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Host.Tests.Checking;

/// <summary>Several configurations of one legal community: what is refused, what is told, what is shared together.</summary>
public class LegalTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_point_is_in_one_configuration_of_a_legal_community_at_a_time()
    {
        await using var server = await StaffServer.StartAsync("2026-02-01T09:00:00Z");
        var legal = server.Service<ILegalStore>();
        Assert.True(await legal.AddAsync("cer-magliano", "CER di Magliano", "test", Cancellation));
        Assert.False(await legal.AddAsync("cer-magliano", "Un'altra", "test", Cancellation));
        var (nord, _) = await ImportAsync(server, "nord", "AC999E00421", ("IT999E00000001", "2024-03-01", "2025-06-30"));
        var (sud, _) = await ImportAsync(server, "sud", "AC999E00422", ("IT999E00000001", "2025-06-30", null));
        Assert.IsType<JoinOutcome.Unknown>(await legal.JoinAsync("altra", nord!.Value, "test", Cancellation));
        Assert.IsType<JoinOutcome.Joined>(await legal.JoinAsync("cer-magliano", nord.Value, "test", Cancellation));
        // The last day in the one is the first day in the other.
        Assert.Equal(
            new JoinOutcome.Doubled(1, "nord"), await legal.JoinAsync("cer-magliano", sud!.Value, "test", Cancellation));
        // While it stands alone it is only told.
        var told = (await server.GetAsync("checks", "sud"))["findings"]!.AsArray();
        Assert.Equal(["pod_elsewhere"], told.Select(finding => (string)finding!["code"]!));
        Assert.Equal("2025-06-30", (string)told[0]!["words"]![0]!);

        await ImportAsync(server, "sud", "AC999E00422", ("IT999E00000001", "2025-07-01", null));
        Assert.IsType<JoinOutcome.Joined>(await legal.JoinAsync("cer-magliano", sud.Value, "test", Cancellation));
        Assert.Empty((await server.GetAsync("checks", "sud"))["findings"]!.AsArray());
        var (none, faults) = await ImportAsync(server, "sud", "AC999E00422", ("IT999E00000001", "2025-06-01", null));
        Assert.Null(none);
        var fault = Assert.Single(faults.Faults);
        Assert.Contains("pods[0].pod", fault.ToString(), StringComparison.Ordinal);
        Assert.Contains(
            "the configuration nord of the same legal community from 2025-06-01 on", fault.ToString(), StringComparison.Ordinal);

        // Who leaves may declare it again, and cannot come back with it.
        Assert.True(await legal.LeaveAsync(sud.Value, "test", Cancellation));
        Assert.False(await legal.LeaveAsync(sud.Value, "test", Cancellation));
        Assert.NotNull((await ImportAsync(server, "sud", "AC999E00422", ("IT999E00000001", "2025-06-01", null))).Community);
        Assert.IsType<JoinOutcome.Doubled>(await legal.JoinAsync("cer-magliano", sud.Value, "test", Cancellation));
    }

    [Fact]
    public async Task Of_two_that_declare_the_same_point_at_once_one_is_refused()
    {
        await using var server = await StaffServer.StartAsync("2026-02-01T09:00:00Z");
        var legal = server.Service<ILegalStore>();
        await legal.AddAsync("cer", "CER", "test", Cancellation);
        foreach (var (code, pod) in new[] { ("uno", "IT999E00000001"), ("due", "IT999E00000002") })
        {
            var (made, _) = await ImportAsync(server, code, null, (pod, "2024-03-01", null));
            Assert.IsType<JoinOutcome.Joined>(await legal.JoinAsync("cer", made!.Value, "test", Cancellation));
        }

        var outcomes = await Task.WhenAll(new[] { "uno", "due" }.Select(async code =>
        {
            try
            {
                return (await ImportAsync(server, code, null, ("IT999E00000003", "2024-03-01", null))).Community is not null;
            }
            catch (InvalidOperationException refusal)
            {
                Assert.Contains("expected each in one configuration at a time", refusal.Message, StringComparison.Ordinal);
                return false;
            }
        }));
        Assert.Single(outcomes, taken => taken);
    }

    [Fact]
    public async Task Together_they_share_in_the_zone_what_each_does_not_under_its_substation()
    {
        await using var server = await StaffServer.StartAsync("2026-02-01T09:00:00Z");
        var legal = server.Service<ILegalStore>();
        await legal.AddAsync("cer", "CER", "test", Cancellation);
        // One hour, worked by hand: 80 given and 50 taken here, 20 given and 70 taken there.
        foreach (var (code, station, roof, house, given, taken) in new[]
        {
            ("nord", "AC999E00421", "IT999E00000001", "IT999E00000002", 80m, 50m),
            ("sud", "AC999E00421", "IT999E00000003", "IT999E00000004", 20m, 70m),
        })
        {
            var (made, _) = await ImportAsync(server, code, station, (roof, "2024-03-01", null), (house, "2024-03-01", null));
            Assert.IsType<JoinOutcome.Joined>(await legal.JoinAsync("cer", made!.Value, "test", Cancellation));
            var start = Instant.FromUtc(2026, 1, 10, 11, 0);
            await server.Service<IReadingStore>().AppendAsync(
                made.Value,
                IntakeSource.File,
                [
                    new() { Pod = Pod.Parse(roof, null), Start = start, Minutes = 60, Injected = Kwh(given), Withdrawn = Kwh(0) },
                    new() { Pod = Pod.Parse(house, null), Start = start, Minutes = 60, Withdrawn = Kwh(taken) },
                ],
                Cancellation);
        }

        var month = await server.GetAsync("legal?month=2026-01", "sud");
        var zone = Assert.Single(month["zones"]!.AsArray())!;
        Assert.Equal((100m, 120m, 100m, 70m), ((decimal)zone["injectedKwh"]!, (decimal)zone["withdrawnKwh"]!,
            (decimal)zone["sharedKwh"]!, (decimal)zone["selfConsumedKwh"]!));
        Assert.Equal([50m, 20m], month["configurations"]!.AsArray().Select(part => (decimal)part!["selfConsumedKwh"]!));
        // Under one substation they should have been one configuration.
        var told = Assert.Single((await server.GetAsync("checks", "sud"))["findings"]!.AsArray())!;
        Assert.Equal(("same_substation", "nord"), ((string)told["code"]!, (string)told["about"]!));
    }

    [Theory]
    [InlineData("legal", HttpStatusCode.BadRequest)]
    [InlineData("legal?month=2026-13", HttpStatusCode.BadRequest)]
    [InlineData("legal?month=2026-01", HttpStatusCode.NotFound)]
    public async Task What_cannot_be_told_is_refused_with_a_sentence(string path, HttpStatusCode expected)
    {
        await using var server = await StaffServer.StartAsync("2026-02-01T09:00:00Z");
        await ImportAsync(server, StaffServer.Code, null, ("IT999E00000001", "2024-03-01", null));
        await server.RefusesAsync(path, expected);
    }

    private static async Task<(CommunityId? Community, FaultList Faults)> ImportAsync(
        StaffServer server, string code, string? substation, params (string Pod, string From, string? To)[] points)
    {
        var text = new StringBuilder($"""
            name: {code}
            configuration: CER
            primary_substation: {substation ?? "AC999E00421"}
            constituted_on: 2024-03-01
            members: [{"{"}id: comune, name: Comune, category: local_authority{"}"}]
            pods:

            """);
        foreach (var (pod, from, to) in points)
            text.Append("  - {pod: " + pod + ", member: comune, from: " + from + (to is null ? "" : ", to: " + to) + "}\n");
        text.Append("plants:\n  - {id: UP-A, pod: " + points[0].Pod + ", source: photovoltaic, market_zone: CNOR, fc_area: Centro,\n");
        text.Append("     power_kw: 20, in_service: 2024-04-10}\n");
        var faults = new FaultList();
        var stored = await server.Service<ImportCommunity>().RunAsync(
            code, Encoding.UTF8.GetBytes(text.ToString()), [], "test", faults, Cancellation);
        return (stored?.Community, faults);
    }

    private static Energy Kwh(decimal amount) => Energy.FromKilowattHours(amount);
}
