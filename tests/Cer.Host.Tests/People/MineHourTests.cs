using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Exchange.Faults;
using Cer.Operations.Importing;
using Cer.Operations.Intake;
using Cer.Operations.People;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Cer.Host.Tests.People;

/// <summary>An hour that a member asks about tells its own, and of two families nothing by which one could see the other.</summary>
public class MineHourTests(PeopleFixture fixture)
{
    private static readonly Instant Eleven = Instant.FromUtc(2026, 5, 20, 9, 0);

    private PeopleServer Server => fixture.Server;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // By hand: the roof gives 3 kWh; Anna's home takes 1, her shop 1, Bruno's home 4: of 6 taken 3 are shared, 1 of them hers.
    [Fact]
    public async Task A_member_is_told_its_own_hour_and_not_that_of_the_others()
    {
        var village = await Village.FoundAsync(Server);
        await Services.GetRequiredService<IReadingStore>().AppendAsync(
            village.Id,
            IntakeSource.File,
            [
                At(Village.AnnasHome) with { Withdrawn = Kwh(1), Quality = Quality.Estimated },
                At(Village.Shop) with { Withdrawn = Kwh(1) },
                At(Village.BrunosHome) with { Withdrawn = Kwh(4) },
                At(Village.Roof) with { Withdrawn = Kwh(0), Injected = Kwh(3) },
            ],
            Cancellation);
        Assert.IsType<SettleOutcome.Settled>(await Services.GetRequiredService<SettleStored>().RunAsync(
            village.Id, new MarketMonth(2026, 5), new MarketMonth(2026, 5), null, "test", null, Cancellation));

        using var anna = await Server.SignedInAsync(village.AnnaOnly);
        var told = (await anna.GetAsync("/api/mine/hour?at=2026-05-20T09:00:00Z")).Json;
        Assert.Equal(
            """{"withdrawnKwh":2,"injectedKwh":0,"sharedKwh":1,"points":2,"missingPoints":0,"quality":"estimated","estimateEur":null}""",
            told["member"]!.ToJsonString());
        Assert.Equal(
            """{"injectedKwh":null,"withdrawnKwh":null,"sharedKwh":null,"members":null,"missingPoints":0,"unmeasuredPoints":1}""",
            told["community"]!.ToJsonString());
        // What was shared is what Bruno's roof gave, the only one; and so is the premium that it earned.
        Assert.Empty(told["units"]!.AsArray());

        using var bruno = await Server.SignedInAsync(village.BrunoOnly);
        var own = (await bruno.GetAsync("/api/mine/hour?at=2026-05-20T09:00:00Z")).Json;
        // Beside his own the community took what Anna did.
        Assert.Null(own["community"]!["withdrawnKwh"]);
        Assert.Null(own["community"]!["sharedKwh"]);

        // Of another member nothing, whatever is asked; and a moment that is no hour is refused.
        Assert.Equal(
            HttpStatusCode.NotFound, (await anna.GetAsync($"/api/mine/hour?at=2026-05-20T09:00:00Z&member={village.Bruno}")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await anna.GetAsync("/api/mine/hour?at=2026-05-20T09:15:00Z")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync("/api/mine/hour?at=2025-05-20T09:00:00Z")).Status);
    }

    /// <summary>
    /// The roof gives 3 kWh, or the six of firms half of one each, and each family takes one: by hand, what is shared is what the roofs
    /// gave. It is told where neither the roofs nor the takers are few without whoever asks and the municipality.
    /// </summary>
    [Theory]
    [InlineData("comune", 6, "casa1", "3 6 3 1")]
    [InlineData("comune", 5, "casa1", "- - - 0")] // four others took
    [InlineData("ditta", 6, "casa1", "- - - 0")] // a firm's roof is as private as a family's
    [InlineData("ditta", 6, "ditta", "3 6 3 1")] // its own
    [InlineData("ditta", 4, "ditta", "- - - 0")]
    [InlineData("casa6", 6, "casa1", "- - - 0")]
    [InlineData("six firms", 6, "casa1", "3 6 3 1")]
    [InlineData("six firms", 6, "ditta1", "3 6 3 1")] // five others
    [InlineData("four firms", 6, "casa1", "- - - 0")]
    public async Task What_was_shared_is_told_where_neither_roofs_nor_takers_are_few(
        string roofs, int families, string asker, string expected)
    {
        string[] owners = roofs switch
        {
            "six firms" => [.. Enumerable.Range(1, 6).Select(number => $"ditta{number}")],
            "four firms" => [.. Enumerable.Range(1, 4).Select(number => $"ditta{number}")],
            _ => [roofs],
        };
        var homes = Enumerable.Range(1, families).Select(number => $"casa{number}").ToArray();
        var members = homes.Concat(owners).Append("comune").Distinct().ToArray();
        var code = $"c{Guid.NewGuid():N}";
        var faults = new FaultList();
        var stored = await Services.GetRequiredService<ImportCommunity>().RunAsync(
            code, Encoding.UTF8.GetBytes(Contract(members, homes, owners)), [], "test", faults, Cancellation);
        Assert.True(faults.IsEmpty, string.Join('\n', faults.Faults));
        await Services.GetRequiredService<IReadingStore>().AppendAsync(
            stored!.Community,
            IntakeSource.File,
            [
                .. homes.Select(home => At(PodOf(home, 1)) with { Withdrawn = Kwh(1) }),
                .. owners.Select(owner => At(PodOf(owner, 2)) with { Withdrawn = Kwh(0), Injected = Kwh(3m / owners.Length) }),
            ],
            Cancellation);
        Assert.IsType<SettleOutcome.Settled>(await Services.GetRequiredService<SettleStored>().RunAsync(
            stored.Community, new MarketMonth(2026, 5), new MarketMonth(2026, 5), null, "test", null, Cancellation));
        var number = await Services.GetRequiredService<IMemberNumbers>().FindAsync(stored.Community, asker, Cancellation);
        using var page = await Server.SignedInAsync(new PersonRole(Role.Member, stored.Community, code, number));
        var told = (await page.GetAsync("/api/mine/hour?at=2026-05-20T09:00:00Z")).Json;
        var all = told["community"]!;
        Assert.Equal(
            expected,
            $"{Word(all["injectedKwh"])} {Word(all["withdrawnKwh"])} {Word(all["sharedKwh"])} "
            + $"{Math.Min(1, told["units"]!.AsArray().Count)}");
        if (expected[0] != '-') return;
        // Nor by its own part and another word of the answer: that is what is shared of each kWh, and no sum stands beside it.
        var own = told["member"]!;
        var words = all.AsObject().Select(one => one.Value).Concat(told["units"]!.AsArray().Select(unit => unit!["eur"]))
            .OfType<JsonValue>().Select(one => (decimal)one);
        Assert.Equal(asker.StartsWith("casa", StringComparison.Ordinal) ? 3m / families : 0, (decimal)own["sharedKwh"]!);
        Assert.DoesNotContain(words, word => word is 3 || word == families);
    }

    private static string Contract(string[] members, string[] homes, string[] owners) => $$"""
        name: Prova
        configuration: CER
        constituted_on: 2024-03-01
        members:
        {{string.Join('\n', members.Select(id => $"  - {{id: {id}, name: Membro {id}, category: {Category(id)}}}"))}}
        pods:
        {{string.Join('\n', homes.Select(id => (id, 1)).Concat(owners.Select(id => (id, 2)))
            .Select(one => $"  - {{pod: {PodOf(one.id, one.Item2).Code}, member: {one.id}, from: 2024-03-01}}"))}}
        plants:
        {{string.Join('\n', owners.Select(id => $"  - {{id: UP-{id}, pod: {PodOf(id, 2).Code}, source: photovoltaic, market_zone: CNOR, "
            + "fc_area: Centro, power_kw: 20, in_service: 2024-04-10, incentive_from: 2024-05-01}"))}}
        """;

    private static string Category(string member) => member == "comune" ? "local_authority"
        : member.StartsWith("ditta", StringComparison.Ordinal) ? "sme" : "natural_person";

    private static Pod PodOf(string member, int kind)
    {
        var owner = member == "comune" ? 1 : member.StartsWith("ditta", StringComparison.Ordinal) ? 2 : 3;
        var number = char.IsAsciiDigit(member[^1]) ? member[^1] - '0' : 0;
        return Pod.Parse($"IT999E00000{owner}{kind}{number}", null);
    }

    private static string Word(JsonNode? kwh) => kwh is null ? "-" : $"{(decimal)kwh:0.###}";

    private IServiceProvider Services => Server.App.Services;

    private static Reading At(Pod pod) => new() { Pod = pod, Start = Eleven, Minutes = 60 };

    private static Energy Kwh(decimal amount) => Energy.FromKilowattHours(amount);
}
