using System.Globalization;
using System.Text;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Exchange.Faults;
using Cer.Host.Tests.People;
using Cer.Operations.Importing;
using Cer.Operations.People;
using Cer.Operations.Ports;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Cer.Host.Tests.Dashboards;

/// <summary>Totals of so few that they are somebody's figures: whom they come down to is told who opened them.</summary>
public class BoardLookTests(BoardHouse house)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // Private members, how many of them have a roof; how many are told: roofs of fewer than five, and everybody of fewer than five.
    public static TheoryData<int, int, int> Cases => new() { { 7, 2, 2 }, { 7, 5, 0 }, { 7, 0, 0 }, { 4, 0, 4 }, { 4, 1, 4 } };

    [Theory, MemberData(nameof(Cases))]
    public async Task Whose_figures_the_totals_come_down_to_is_told_who_opened_the_dashboard(int members, int roofs, int told)
    {
        await using var server = await PeopleServer.StartAsync(house.Database, settings => settings);
        var (community, code) = await FoundAsync(server, members, roofs);
        var (person, staff) = await StaffAsync(server, new PersonRole(Role.Auditor, community, code, null));
        using var page = staff;
        // By its panels, as often as one likes: once a day.
        foreach (var _ in Enumerable.Range(0, 2))
        {
            Assert.Equal(200, (int)(await page.PostAsync("/api/dashboards/cer-comune/query", Ask(code))).Status);
            server.Clock.Move(TimeSpan.FromMinutes(11));
        }

        Assert.Equal(told, await CountAsync(server, person));
        // Another dashboard is another look; its page, without a figure, is none.
        Assert.Equal(200, (int)(await page.GetAsync($"/api/dashboards/cer-impianti?community={code}")).Status);
        Assert.Equal(told, await CountAsync(server, person));
        Assert.Equal(200, (int)(await page.PostAsync("/api/dashboards/cer-impianti/query", Ask(code))).Status);
        Assert.Equal(2 * told, await CountAsync(server, person));
        // The first member has the first roof, the last none.
        string[] pages = told > 0 ? ["/api/dashboards/cer-comune", "/api/dashboards/cer-impianti"] : [];
        Assert.Equal(pages, await ToldAsync(server, community, code, "h1"));
        if (told < members) Assert.Empty(await ToldAsync(server, community, code, $"h{members}"));
    }

    // Of June nothing was made or taken: there is nobody's figure in its totals.
    [Theory]
    [InlineData("/api/communities/{0}/today?day=2026-05-10", "/api/communities/{community}/today", true)]
    [InlineData("/api/communities/{0}/today?day=2026-06-10", "/api/communities/{community}/today", false)]
    [InlineData("/api/communities/{0}/today?day=2026-05-10&format=csv", "/api/communities/{community}/today", true)]
    [InlineData("/api/communities/{0}/months", "/api/communities/{community}/months", true)]
    [InlineData("/api/communities/{0}/glance?month=2026-05", "/api/communities/{community}/glance", true)]
    [InlineData("/api/communities/{0}/glance?month=2026-06", "/api/communities/{community}/glance", true)] // beside it, May
    [InlineData("/api/communities/{0}/glance?month=2026-08", "/api/communities/{community}/glance", false)]
    [InlineData("/api/settlements/{0}", "/api/settlements/{community}", true)]
    [InlineData("/api/settlements/{0}/2026-05", "/api/settlements/{community}/{month}", true)]
    [InlineData("/api/communities/{0}/money?year=2026", "/api/communities/{community}/money", true)]
    [InlineData("/api/communities/{0}/money?year=2026&format=csv&table=payments", "/api/communities/{community}/money", true)]
    [InlineData("/api/communities/{0}/money?year=2024", "/api/communities/{community}/money", false)]
    [InlineData("/api/communities/{0}/sale?year=2026", "/api/communities/{community}/sale", true)]
    [InlineData("/api/communities/{0}/sale?year=2024", "/api/communities/{community}/sale", false)]
    [InlineData("/api/communities/{0}/payables?year=2026", "/api/communities/{community}/payables", true)]
    [InlineData("/api/live/{0}", "/api/live/{community}", false)]
    public async Task The_same_is_told_of_totals_on_the_pages_of_the_staff_once_a_day(string path, string told, bool isTold)
    {
        await using var server = await PeopleServer.StartAsync(house.Database, settings => settings);
        var (community, code) = await FoundAsync(server, 7, 2);
        var (person, staff) = await StaffAsync(server, new PersonRole(Role.Auditor, community, code, null));
        using var page = staff;
        var asked = string.Format(CultureInfo.InvariantCulture, path, code);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            Assert.NotInRange((int)(await page.GetAsync(asked)).Status, 401, 403);
            server.Clock.Move(TimeSpan.FromMinutes(11));
        }

        Assert.Equal(isTold ? 2 : 0, await CountAsync(server, person));
        Assert.Equal(isTold ? [told] : [], await ToldAsync(server, community, code, "h2"));
        Assert.Empty(await ToldAsync(server, community, code, "h3"));
        if (isTold) Assert.Equal(
            "totals", await server.AskAsync<string>("select distinct kind from core.look where person_id = $1", person));
    }

    [Fact]
    public async Task Ones_own_and_what_nobody_could_open_is_no_look()
    {
        await using var server = await PeopleServer.StartAsync(house.Database, settings => settings);
        var (community, code) = await FoundAsync(server, 7, 1);
        var number = await NumberAsync(server, community, "h1");
        // He works for the community himself.
        var (own, both) = await StaffAsync(
            server, new PersonRole(Role.Operator, community, code, null), new PersonRole(Role.Member, community, code, number));
        using var page = both;
        Assert.Equal(200, (int)(await page.PostAsync("/api/dashboards/cer-comune/query", Ask(code))).Status);
        Assert.Equal(0, await CountAsync(server, own));
        // Of another community nothing is opened, and nothing is noted.
        var (elsewhere, otherCode) = await FoundAsync(server, 7, 1);
        var (stranger, other) = await StaffAsync(server, new PersonRole(Role.Operator, elsewhere, otherCode, null));
        using var window = other;
        Assert.Equal(404, (int)(await window.PostAsync("/api/dashboards/cer-comune/query", Ask(code))).Status);
        Assert.Equal(0, await CountAsync(server, stranger));
    }

    [Fact]
    public async Task A_look_at_the_members_own_page_a_moment_later_is_another_one()
    {
        await using var server = await PeopleServer.StartAsync(house.Database, settings => settings);
        var (community, code) = await FoundAsync(server, 7, 1);
        var (person, staff) = await StaffAsync(server, new PersonRole(Role.Operator, community, code, null));
        using var page = staff;
        await page.PostAsync("/api/dashboards/cer-comune/query", Ask(code));
        var number = await NumberAsync(server, community, "h1");
        Assert.Equal(200, (int)(await page.GetAsync($"/api/communities/{code}/members/{number}")).Status);
        Assert.Equal(2, await CountAsync(server, person));
    }

    [Fact]
    public async Task The_list_of_plants_is_a_look_at_each_private_roof_and_at_nobody_else()
    {
        await using var server = await PeopleServer.StartAsync(house.Database, settings => settings);
        var (community, code) = await FoundAsync(server, 7, 2);
        var (person, staff) = await StaffAsync(server, new PersonRole(Role.Operator, community, code, null));
        using var page = staff;
        Assert.Equal(200, (int)(await page.GetAsync($"/api/communities/{code}/plants")).Status);
        Assert.Equal(200, (int)(await page.GetAsync($"/api/communities/{code}/plants?format=csv")).Status);
        Assert.Equal(2, await CountAsync(server, person));
        Assert.Equal(["/api/communities/{community}/plants"], await ToldAsync(server, community, code, "h1"));
        Assert.Empty(await ToldAsync(server, community, code, "h3"));
        Assert.Empty(await ToldAsync(server, community, code, "comune"));
    }

    private static object Ask(string code) => new
    {
        panelId = 1,
        refId = "A",
        from = "2026-05-01T00:00:00Z",
        to = "2026-06-01T00:00:00Z",
        community = code,
    };

    private static Task<int> CountAsync(PeopleServer server, int person) =>
        server.AskAsync<int>("select count(*)::int from core.look where person_id = $1", person);

    /// <summary>The pages at which the member is told that somebody looked.</summary>
    private static async Task<string[]> ToldAsync(PeopleServer server, CommunityId community, string code, string member)
    {
        using var browser = await server.SignedInAsync(
            new PersonRole(Role.Member, community, code, await NumberAsync(server, community, member)));
        var looks = (await browser.GetAsync("/api/mine/looks")).Json.AsArray();
        Assert.All(looks, look => Assert.Equal("Persona di Prova", (string?)look!["who"]));
        return [.. looks.Select(look => (string)look!["page"]!).Order(StringComparer.Ordinal)];
    }

    private static async Task<int> NumberAsync(PeopleServer server, CommunityId community, string member) =>
        (await server.App.Services.GetRequiredService<IMemberNumbers>().FindAsync(community, member, Cancellation))!.Value;

    private static async Task<(int Person, PageClient Browser)> StaffAsync(PeopleServer server, params PersonRole[] roles)
    {
        var (id, _) = await server.PersonAsync(roles);
        return (id, await server.SignedInAsync(id));
    }

    /// <summary>A municipality with a plant, and so many households of which the first have roofs; an hour of May of all of them.</summary>
    private static async Task<(CommunityId Id, string Code)> FoundAsync(PeopleServer server, int members, int roofs)
    {
        var contract = new StringBuilder("name: Borgo Piccolo\nconfiguration: CER\nconstituted_on: 2024-03-01\nmembers:\n");
        contract.Append("  - {id: comune, name: Comune di Prova, category: local_authority}\n");
        for (var i = 1; i <= members; i++)
            contract.Append(CultureInfo.InvariantCulture, $"  - {{id: h{i}, name: Famiglia {i}, category: natural_person}}\n");
        contract.Append("pods:\n  - {pod: IT999E00000050, member: comune, from: 2024-03-01}\n");
        for (var i = 1; i <= members; i++)
            contract.Append(CultureInfo.InvariantCulture, $"  - {{pod: IT999E0000006{i}, member: h{i}, from: 2024-03-01}}\n");
        contract.Append("plants:\n").Append(Plant("UP-COM", "IT999E00000050"));
        for (var i = 1; i <= roofs; i++)
            contract.Append(Plant($"UP-{i}", string.Create(CultureInfo.InvariantCulture, $"IT999E0000006{i}")));
        var faults = new FaultList();
        var code = $"c{Guid.NewGuid():N}";
        var stored = await server.App.Services.GetRequiredService<ImportCommunity>().RunAsync(
            code, Encoding.UTF8.GetBytes(contract.ToString()), [], "test", faults, Cancellation);
        Assert.True(faults.IsEmpty, string.Join('\n', faults.Faults));
        await server.App.Services.GetRequiredService<IHourStore>().AppendAsync(
            stored!.Community,
            [
                .. Enumerable.Range(0, members + 1).SelectMany(member => HoursOf(
                    member == 0 ? "IT999E00000050" : $"IT999E0000006{member}",
                    member == 0 ? "UP-COM" : member <= roofs ? $"UP-{member}" : null)),
            ],
            Cancellation);
        await server.AskAsync<object>("select core.sum_hours($1, '2026-05-10')::text", stored.Community.Value);
        return (stored.Community, code);
    }

    private static IEnumerable<MeterHour> HoursOf(string pod, string? unit)
    {
        var (point, hour) = (Pod.Parse(pod, null), MarketHour.StartingAt(Instant.FromUtc(2026, 5, 10, 9, 0)));
        var kwh = Energy.FromKilowattHours(1.5m);
        yield return new(point, null, hour, null, kwh, Quality.Measured);
        if (unit is not null) yield return new(point, unit, hour, kwh, null, Quality.Measured);
    }

    private static string Plant(string id, string pod) =>
        $"  - {{id: {id}, pod: {pod}, source: photovoltaic, market_zone: CNOR, fc_area: Centro, power_kw: 6, in_service: 2024-04-10}}\n";
}
