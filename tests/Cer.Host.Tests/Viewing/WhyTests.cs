using System.Net;
using System.Text.Json.Nodes;

namespace Cer.Host.Tests.Viewing;

/// <summary>Why an amount is what it is, over HTTP, against cells that somebody else computed.</summary>
public class WhyTests
{
    private const string Folder = "cer-magliano-ottobre";
    private const string Month = "2025-10";

    [Fact]
    public async Task The_leaves_of_every_plant_and_member_add_up_to_the_golden_cents()
    {
        await using var server = await StaffServer.OfGoldenAsync(Folder);
        var detail = await server.GetAsync($"months/{Month}");
        var units = Golden.Table(Folder, "plant_months.csv").ToDictionary(row => row["plant"]);
        foreach (var plant in detail["plants"]!.AsArray())
        {
            var why = await server.GetAsync($"months/{Month}/why?plant={plant!["id"]}&day=all");
            Assert.True((bool)why["isOfRun"]!);
            foreach (var amount in why["amounts"]!.AsArray())
            {
                var cell = units[(string)amount!["about"]!][(string)amount["code"]! == "tip" ? "tip_eur" : "cac_eur"];
                Assert.Equal(cell, Leaves(amount).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        var members = Golden.Table(Folder, "members.csv").ToDictionary(row => row["member"]);
        foreach (var member in detail["members"]!.AsArray())
        {
            var why = await server.GetAsync($"months/{Month}/why?member={member!["id"]}");
            var amount = Assert.Single(why["amounts"]!.AsArray())!;
            var cell = members[(string)amount["about"]!]["total_eur"];
            Assert.Equal(cell, Leaves(amount).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task Hours_are_told_of_the_day_that_is_asked_for_and_name_their_act()
    {
        await using var server = await StaffServer.OfGoldenAsync(Folder);
        var detail = await server.GetAsync($"months/{Month}");
        var plant = detail["plants"]![0]!["id"];
        var tip = (await server.GetAsync($"months/{Month}/why?plant={plant}&day=2025-10-26"))["amounts"]![0]!;
        var days = tip["parts"]!.AsArray().Where(part => (string)part!["code"]! == "tip.day").ToArray();
        var open = Assert.Single(days, day => day!["parts"]!.AsArray().Count > 0)!;
        Assert.Equal("2025-10-26", (string)open["about"]!);
        Assert.Contains("414/2023", (string)open["parts"]![0]!["parts"]![0]!["rule"]!["act"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("months/2025-10/why", HttpStatusCode.BadRequest)]
    [InlineData("months/2025-10/why?plant=1&member=1", HttpStatusCode.BadRequest)]
    [InlineData("months/2025-10/why?plant=99999", HttpStatusCode.NotFound)]
    [InlineData("months/2025-10/why?member=x", HttpStatusCode.NotFound)]
    [InlineData("months/2025-09/why?member=1", HttpStatusCode.NotFound)]
    [InlineData("months/2025-13/why?member=1", HttpStatusCode.BadRequest)]
    [InlineData("months/2025-10/why?plant=1&day=ieri", HttpStatusCode.BadRequest)]
    public async Task What_cannot_be_told_is_refused_with_a_sentence(string path, HttpStatusCode expected)
    {
        await using var server = await StaffServer.OfGoldenAsync(Folder);
        await server.RefusesAsync(path, expected);
    }

    private static decimal Leaves(JsonNode amount) => amount["parts"]!.AsArray() is { Count: > 0 } parts
        ? parts.Sum(part => Leaves(part!))
        : (decimal)amount["eur"]!;
}
