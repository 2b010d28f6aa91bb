using System.CommandLine;
using System.Net;
using System.Text;
using Cer.Exchange.Faults;
using Cer.Host.Tests.Desk;
using Cer.Host.Tests.Viewing;
using Cer.Host.Truth;
using Cer.Operations.Importing;

namespace Cer.Host.Tests.Dashboards;

/// <summary>Consents of producers to totals that everybody sees, as the staff records them.</summary>
public class TotalConsentTests
{
    private const string Place = "total-consents";
    private const string Code = "tetti";

    private const string Contract = """
        name: Tetti
        configuration: CER
        constituted_on: 2024-03-01
        members:
          - {id: comune, name: Comune, category: local_authority}
          - {id: anna, name: Famiglia Anna, category: natural_person}
          - {id: bruno, name: Famiglia Bruno, category: natural_person}
        pods:
          - {pod: IT999E00000071, member: comune, from: 2024-03-01}
          - {pod: IT999E00000072, member: anna, from: 2024-03-01}
          - {pod: IT999E00000073, member: bruno, from: 2024-03-01}
        plants:
          - {id: UP-C, pod: IT999E00000071, source: photovoltaic, market_zone: CNOR, fc_area: Centro, power_kw: 20, in_service: 2024-04-10}
          - {id: UP-A, pod: IT999E00000072, source: photovoltaic, market_zone: CNOR, fc_area: Centro, power_kw: 6, in_service: 2024-04-10}
        """;

    [Fact]
    public async Task A_consent_is_recorded_listed_and_taken_back_once_by_the_clock_of_the_server()
    {
        await using var server = await StartAsync();
        var none = await server.GetAsync(Place, Code);
        Assert.Empty(none["consents"]!.AsArray());
        Assert.Equal(6, (int)none["fewestProducers"]!);
        // Who has a roof and is not the municipality.
        var producer = none["producers"]!.AsArray().Single()!;
        Assert.Equal("Famiglia Anna", (string?)producer["name"]);
        var form = new { member = (int)producer["member"]!, from = "2026-01-01", to = (string?)null, evidence = " modulo del 2 gennaio " };
        var (status, made) = await server.PostAsync(Place, form, Code);
        Assert.Equal((HttpStatusCode.Created, 1), (status, (int)made!["id"]!));
        await server.PostAsync(Place, new { form.member, from = "2026-02-01", to = "2026-02-28", evidence = "altro modulo" }, Code);

        var listed = (await server.GetAsync(Place, Code))["consents"]!.AsArray();
        Assert.Equal(
            ["2 2026-02-01 2026-02-28 altro modulo", "1 2026-01-01  modulo del 2 gennaio"],
            listed.Select(one => $"{one!["id"]} {one["from"]} {one["to"]} {one["evidence"]}"));
        Assert.All(listed, one => Assert.Equal(
            ((string?)producer["name"], "2026-08-03T08:00:00Z", null),
            ((string?)one!["name"], (string?)one["at"], (string?)one["withdrawnAt"])));

        Assert.Equal(
            HttpStatusCode.NoContent,
            (await server.PostAsync($"{Place}/1/withdraw", new { reason = "Non vuole più" }, Code)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.PostAsync($"{Place}/1/withdraw", new { reason = "Di nuovo" }, Code)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.PostAsync($"{Place}/9/withdraw", new { reason = "Nessuno" }, Code)).Status);
        Assert.Equal(
            "2026-08-03T08:00:00Z", (string?)(await server.GetAsync(Place, Code))["consents"]!.AsArray()[1]!["withdrawnAt"]);
        Assert.Equal(1, await server.AskAsync<int>("select count(*)::int from core.total_consent_standing"));
    }

    [Fact]
    public async Task What_is_wrong_is_told_beside_its_field_and_nothing_is_stored()
    {
        await using var server = await StartAsync();
        var member = (int)(await server.GetAsync(Place, Code))["producers"]![0]!["member"]!;
        foreach (var (form, faults) in new (object, string[])[]
        {
            (new { }, ["from needed", "evidence needed", "member member_unknown"]),
            (new { member = 99, from = "x", to = "y", evidence = " " },
                ["from day_form", "to day_form", "evidence needed", "member member_unknown"]),
            (new { member, from = "2026-02-01", to = "2026-01-31", evidence = new string('x', 2001) }, ["to backwards", "evidence long"]),
        })
        {
            var (status, answer) = await server.PostAsync(Place, form, Code);
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.Equal(faults, DeskHouse.Faults(answer));
        }

        var (refused, told) = await server.PostAsync($"{Place}/1/withdraw", new { reason = "" }, Code);
        Assert.Equal((HttpStatusCode.BadRequest, "reason needed"), (refused, DeskHouse.Faults(told).Single()));
        Assert.Equal(0, await server.CountAsync("total_consent"));
    }

    private static async Task<StaffServer> StartAsync()
    {
        var server = await StaffServer.StartAsync("2026-08-03T08:00:00Z");
        var faults = new FaultList();
        await server.Service<ImportCommunity>().RunAsync(
            Code, Encoding.UTF8.GetBytes(Contract), [], "test", faults, TestContext.Current.CancellationToken);
        Assert.True(faults.IsEmpty, string.Join('\n', faults.Faults));
        return server;
    }

    [Fact]
    public void Both_verbs_of_consents_take_the_same_options_the_clock_among_them()
    {
        var all = ConsentCommand.Create();
        var totals = all.Subcommands.Single(command => command.Name == "totals");
        foreach (var name in (string[])["add", "withdraw"])
        {
            var (own, its) = (OptionsOf(all, name), OptionsOf(totals, name));
            Assert.Equal(own, its);
            Assert.Contains("--clock", its);
        }

        static string[] OptionsOf(Command command, string name) =>
            [.. command.Subcommands.Single(one => one.Name == name).Options.Select(option => option.Name).Order(StringComparer.Ordinal)];
    }
}
