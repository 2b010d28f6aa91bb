using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Exchange.Faults;
using Cer.Host.Tests.Viewing;
using Cer.Operations.Importing;
using Cer.Operations.Intake;
using Cer.Operations.People;
using Cer.Operations.Ports;
using NodaTime;

namespace Cer.Host.Tests.Closing;

/// <summary>A roof and a lamp with whole months of readings, hour by hour, and a server that shows them.</summary>
internal sealed class ClosingTown(StaffServer server, CommunityId community) : IAsyncDisposable
{
    public static readonly Pod Roof = Pod.Parse("IT999E00000001", null);
    public static readonly Pod Lamp = Pod.Parse("IT999E00000002", null);

    private const string Contract = """
        name: Prova
        configuration: CER
        constituted_on: 2024-03-01
        members:
          - {id: comune, name: Comune, category: local_authority}
          - {id: famiglia, name: Famiglia Inventata, category: natural_person}
        pods:
          - {pod: IT999E00000001, member: comune, from: 2024-03-01}
          - {pod: IT999E00000002, member: famiglia, from: 2024-03-01}
        plants:
          - {id: UP-A, pod: IT999E00000001, source: photovoltaic, market_zone: CNOR, fc_area: Centro,
             power_kw: 20, in_service: 2024-04-10, incentive_from: 2024-05-01}
        distribution:
          steps: [{fund: gestione, percent: 10}, {class: soci, members: all, key: equal, rest: true}]
          surplus: {members: non_enterprises, key: equal, otherwise: fondo-sociale}
        """;

    // What no act gives for the year: without it every month is provisional.
    private const string Confirmed = "{id: prova-cac, from: 2024-01-01, cac: {2024: {tras_e: 8.5, act: inventata},"
        + " 2026: {tras_e: 8.5, act: inventata}, 2027: {tras_e: 8.5, act: inventata}}}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public StaffServer Server => server;

    public CommunityId Community => community;

    public static async Task<ClosingTown> StartAsync(string now, bool confirmed)
    {
        var server = await StaffServer.StartAsync(now);
        var faults = new FaultList();
        RuleText[] rules = confirmed ? [new("cac.yaml", Confirmed)] : [];
        var stored = await server.Service<ImportCommunity>().RunAsync(
            StaffServer.Code, Encoding.UTF8.GetBytes(Contract), rules, "test", faults, Cancellation);
        Assert.True(faults.IsEmpty, string.Join('\n', faults.Faults));
        return new(server, stored!.Community);
    }

    /// <summary>Tells every hour of a month but those to be left out, settles it, and gives its hours.</summary>
    public async Task<MarketHour[]> TellAsync(int year, int month, Func<Reading, Reading?> change)
    {
        MarketHour[] hours = [.. Enumerable.Range(1, 31).Where(day => day <= new LocalDate(year, month, 1).PlusMonths(1).PlusDays(-1).Day)
            .SelectMany(day => MarketHour.Of(new(year, month, day)))];
        await server.Service<IPriceStore>().AppendAsync(
            [.. hours.Select(hour => new ZonePrice(MarketZone.Cnor, hour.Start, 60, 100m))], "test", Cancellation);
        await TellAsync([.. hours.SelectMany(hour => new[]
        {
            new Reading { Pod = Roof, Start = hour.Start, Minutes = 60, Withdrawn = Energy.Zero, Injected = Kwh(2m) },
            new Reading { Pod = Lamp, Start = hour.Start, Minutes = 60, Withdrawn = Kwh(1m) },
        }).Select(change).OfType<Reading>()]);
        return hours;
    }

    public async Task TellAsync(params IReadOnlyCollection<Reading> readings)
    {
        await server.Service<IReadingStore>().AppendAsync(community, IntakeSource.Rest, readings, Cancellation);
        await server.WorkAsync();
    }

    public Task<JsonNode> GateAsync(string month) => server.GetAsync($"months/{month}/closing");

    public static string[] Blocks(JsonNode gate) => [.. gate["blocks"]!.AsArray().Select(block => (string)block!["code"]!)];

    /// <summary>The span that waits, of a point by the end of its code.</summary>
    public static JsonNode Span(JsonNode gate, Pod pod) => gate["spans"]!.AsArray()
        .First(span => (string)span!["label"]! == pod.Code[^4..] && span["accepted"] is null)!;

    public Task<(HttpStatusCode Status, JsonNode? Answer)> DecideAsync(
        string month, JsonNode span, string kind, decimal? kwh = null, string? to = null, bool all = false) => server.PostAsync(
            $"months/{month}/acceptances",
            new
            {
                point = (int)span["point"]!,
                unit = all ? null : (int?)span["unitId"]!,
                from = (string)span["from"]!,
                to = to ?? (string)span["to"]!,
                kind,
                kwhPerHour = kwh,
                reason = "contatore guasto, verbale 12",
            });

    public static async Task<(HttpStatusCode Status, string Text)> PassAsync(
        HttpClient client, string month, string state, int revision, string? reason = null)
    {
        using var response = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(
            client,
            $"/api/communities/{StaffServer.Code}/months/{month}/state",
            new { state, revision, reason },
            Cancellation);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation));
    }

    public Task<HttpClient> ApproverAsync() => server.SignInAsync("approvatrice", Role.Approver);

    public static Energy Kwh(decimal amount) => Energy.FromKilowattHours(amount);

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
