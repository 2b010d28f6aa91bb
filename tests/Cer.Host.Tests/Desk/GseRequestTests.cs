using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cer.Host.Tests.Viewing;
using Cer.Operations.People;

namespace Cer.Host.Tests.Desk;

/// <summary>What requests to GSE ask for: declared part by part, checked, and taken away as tables.</summary>
public class GseRequestTests
{
    // Worked out by the rule of DM 23/12/1976 and published as an example by many; nobody's.
    private const string TaxId = "RSSMRA85T10A562S";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_part_says_what_is_missing_until_it_is_told()
    {
        await using var server = await SmallCommunity.StartAsync("2026-08-03T08:00:00Z");
        using var operators = await server.SignInAsync("ufficio", Role.Operator);
        var before = await JsonAsync(operators);
        Assert.Equal(
            ["configuration -", "plant UP-A", "unit UP-A", "member comune"],
            before["sheets"]!.AsArray().Select(sheet => $"{sheet!["subject"]} {sheet["code"]}"));
        // Two of the configuration, twelve of the plant, two of the unit, one of the member.
        Assert.Equal(17, (int)before["missing"]!);
        var told = new { section = "S1", incentive_requested = "yes" };
        Assert.Equal(HttpStatusCode.Created, (await PostAsync(operators, "unit", "UP-A", 0, told)).Status);
        var after = await JsonAsync(operators);
        Assert.Equal(15, (int)after["missing"]!);
        Assert.Equal("S1", (string)after["sheets"]![2]!["facts"]!["section"]!);
    }

    [Fact]
    public async Task What_is_wrong_is_told_beside_its_field_and_nothing_is_kept()
    {
        await using var server = await SmallCommunity.StartAsync("2026-08-03T08:00:00Z");
        using var operators = await server.SignInAsync("ufficio", Role.Operator);
        var (status, wrong) = await PostAsync(operators, "plant", "UP-A", 0, new
        {
            producer_tax_id = "RSSMRA85T10A562T",
            producer_relation = "member",
            producer_activity = "35.11.00",
            mount = "attic",
            latitude = "91",
            longitude = "11,29",
            start_asked = "domani",
            censimp = "=1+1",
            colour = "red",
        });
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            [
                "colour field", "producer_tax_id tax_id", "censimp formula", "mount word", "latitude degrees", "start_asked day_form",
                "producer_activity sector", "latitude needed",
            ],
            DeskHouse.Faults(wrong));
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(operators, "plant", "UP-B", 0, new { censimp = "IM_1" })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(operators, "roof", "UP-A", 0, new { censimp = "IM_1" })).Status);
        Assert.Equal(0, await server.CountAsync("gse_request"));
    }

    [Fact]
    public async Task The_second_of_two_writers_looks_again()
    {
        await using var server = await SmallCommunity.StartAsync("2026-08-03T08:00:00Z");
        using var operators = await server.SignInAsync("ufficio", Role.Operator);
        Assert.Equal(HttpStatusCode.Created, (await PostAsync(operators, "plant", "UP-A", 0, new { censimp = "IM_1" })).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(operators, "plant", "UP-A", 0, new { censimp = "IM_2" })).Status);
        Assert.Equal(HttpStatusCode.Created, (await PostAsync(operators, "plant", "UP-A", 1, new { censimp = "IM_2" })).Status);
    }

    [Fact]
    public async Task The_tables_for_the_portal_hold_points_with_holders_and_sections_with_plants()
    {
        await using var server = await SmallCommunity.StartAsync("2026-08-03T08:00:00Z");
        using var operators = await server.SignInAsync("ufficio", Role.Operator);
        await PostAsync(operators, "member", "comune", 0, new { tax_id = TaxId.ToLowerInvariant(), company_name = "Comune; di prova" });
        await PostAsync(operators, "plant", "UP-A", 0, new { censimp = "IM_0001", latitude = "42,6", longitude = "11.29" });
        Assert.Equal(
            [
                "pod;storage;category;legal_form;vat_holder;professional_firm;last_name;first_name;tax_id;vat_number;activity;"
                    + "company_name;from;to",
                $"IT999E00000001;;local_authority;;no;;;;{TaxId};;;\"Comune; di prova\";2024-03-01;",
                $"IT999E00000002;;local_authority;;no;;;;{TaxId};;;\"Comune; di prova\";2024-03-01;",
            ],
            (await operators.GetStringAsync(At("gse-request/members"), Cancellation)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith(
            "UP-A;UP-A;IT999E00000001;photovoltaic;20;2024-04-10;0;0;0;",
            (await operators.GetStringAsync(At("gse-request/plants"), Cancellation)).Split("\r\n")[1], StringComparison.Ordinal);
        var book = await operators.GetByteArrayAsync(At("gse-request/plants?format=xlsx"), Cancellation);
        Assert.Equal("PK"u8, book.AsSpan(0, 2));
        Assert.Equal(HttpStatusCode.BadRequest, (await operators.GetAsync(At("gse-request/members?day=ieri"), Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await operators.GetAsync(At("gse-request/plants?format=ods"), Cancellation)).StatusCode);
        // A day before anybody was in.
        Assert.Single((await operators.GetStringAsync(At("gse-request/members?day=2024-02-29"), Cancellation))
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
    }

    private static async Task<JsonNode> JsonAsync(HttpClient client) =>
        JsonNode.Parse(await client.GetStringAsync(At("gse-request"), Cancellation))!;

    private static async Task<(HttpStatusCode Status, JsonNode Body)> PostAsync(
        HttpClient client, string subject, string code, int seen, object facts)
    {
        using var answer = await client.PostAsJsonAsync(At("gse-request"), new { subject, code, seen, facts }, Cancellation);
        return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!);
    }

    private static string At(string path) => $"/api/communities/{StaffServer.Code}/{path}";
}
