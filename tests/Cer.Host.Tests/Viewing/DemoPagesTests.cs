using System.Globalization;
using System.Text.Json.Nodes;
using Cer.Operations.Demo;
using Microsoft.Extensions.DependencyInjection;

namespace Cer.Host.Tests.Viewing;

/// <summary>Every page of the invented community: what it holds agrees with itself, and its CSV with its JSON.</summary>
public class DemoPagesTests
{
    private const string AllDigits = "0.############################";

    private static readonly CultureInfo Italian = CultureInfo.GetCultureInfo("it-IT");

    [Fact]
    public async Task Every_page_of_the_invented_community_agrees_with_the_others_and_with_its_CSV()
    {
        await using var server = await StaffServer.StartAsync("2026-11-03T10:05:00Z");
        var declaration = ActivatorUtilities.CreateInstance<DemoDeclaration>(server.Services);
        Assert.IsType<DemoOutcome.Made>(await ActivatorUtilities.CreateInstance<InventCommunity>(server.Services, declaration)
            .RunAsync(1, 2, null, TestContext.Current.CancellationToken));
        await server.WorkAsync();
        Task<JsonNode> Get(string path) => server.GetAsync(path, "magliano");

        var today = await Get("today");
        Assert.True((bool)today["invented"]! && (bool)today["provisional"]!);
        var live = JsonNode.Parse(await server.Client.GetStringAsync("/api/live/magliano", TestContext.Current.CancellationToken))!["day"]!;
        foreach (var name in new[] { "injectedKwh", "withdrawnKwh", "sharedKwh", "completenessPercent" })
            Assert.Equal((decimal)live[name]!, (decimal)today[name]!);
        Assert.True((decimal)today["estimatedEur"]!["total"]! > 0m);
        Assert.Null(today["estimatedEur"]!["reason"]);
        Assert.Equal(24, today["hours"]!.AsArray().Count);
        Assert.Equal((6, 6), ((int)today["units"]!, (int)today["unitsMetered"]!));
        IsBalanced(today, today["hours"]!);

        // Whatever clouds, loads and holidays it invents, nothing of it is doubted.
        JsonNode board;
        do board = await Get("quality?month=2026-10");
        while ((bool)board["looking"]!);
        Assert.Empty(board["findings"]!.AsArray());
        Assert.All(board["points"]!.AsArray(), point => Assert.Equal(0, (int)point!["missing"]!));

        // A day of a month that is over, by its readings and by its hours: the same, and nothing is made or lost.
        var past = await Get("today?day=2026-10-14");
        IsBalanced(past, past["hours"]!);
        var ofMonth = (await Get("months/2026-10/hours?day=2026-10-14"))["hours"]!;
        foreach (var name in new[] { "producedKwh", "selfKwh", "injectedKwh", "withdrawnKwh" })
        {
            Assert.Equal(
                past["hours"]!.AsArray().Select(hour => (decimal)hour![name]!),
                ofMonth.AsArray().Select(hour => (decimal)hour![name]!));
        }

        var months = (await Get("months")).AsArray();
        Assert.Equal(["2026-10"], months.Select(month => (string)month!["month"]!));
        Assert.True((bool)months[0]!["invented"]!);
        var month = await Get("months/2026-10");
        foreach (var name in new[] { "injectedKwh", "withdrawnKwh", "sharedKwh" })
            Assert.Equal((decimal)month[name]!, month["days"]!.AsArray().Sum(day => (decimal)day![name]!));
        foreach (var name in new[] { "tipEur", "cacEur" })
            Assert.Equal((decimal)month[name]!, month["plants"]!.AsArray().Sum(plant => (decimal)plant![name]!));
        // Not a cent is lost or made: what the month earns, its surplus taken out and dealt on its own, is dealt.
        var dealt = month["members"]!.AsArray().Concat(month["funds"]!.AsArray()).ToArray();
        foreach (var (name, whole) in new[]
            {
                ("tipEur", (decimal)month["tipEur"]! - (decimal)month["surplusEur"]!),
                ("cacEur", (decimal)month["cacEur"]!),
                ("surplusEur", (decimal)month["surplusEur"]!),
            })
        {
            Assert.Equal(whole, dealt.Sum(part => (decimal)part![name]!));
        }

        Assert.Equal(25, (await Get("months/2026-10/hours?day=2026-10-25"))["hours"]!.AsArray().Count);
        var members = (await Get("members")).AsArray();
        Assert.Equal(25, members.Count);
        var member = await Get($"members/{members[0]!["id"]}");
        Assert.Equal(16, member["points"]!.AsArray().Count);
        Assert.All(member["points"]!.AsArray(), point => Assert.Equal(4, ((string)point!["label"]!).Length));
        var plants = (await Get("plants")).AsArray();
        Assert.Equal(123m, plants.Sum(plant => (decimal)plant!["powerKw"]!));
        var plant = $"plants/{plants[0]!["id"]}?month=2026-10";
        var data = await Get("data");
        Assert.Equal(14, data["completeness"]!.AsArray().Count);

        await SameAsync(server, "today", today["hours"]!);
        await SameAsync(server, "months", months);
        foreach (var table in new[] { "days", "plants", "members", "funds", "gaps" })
            await SameAsync(server, $"months/2026-10?table={table}", month[table]!);
        await SameAsync(server, "months/2026-10/hours?day=2026-10-25", (await Get("months/2026-10/hours?day=2026-10-25"))["hours"]!);
        await SameAsync(server, "plants", plants);
        foreach (var table in new[] { "days", "hours" }) await SameAsync(server, $"{plant}&table={table}", (await Get(plant))[table]!);
        await SameAsync(server, "members", members);
        foreach (var table in new[] { "months", "points" })
            await SameAsync(server, $"members/{members[0]!["id"]}?table={table}", member[table]!);
        foreach (var table in new[] { "completeness", "gaps", "silent", "quarantine" })
            await SameAsync(server, $"data?table={table}", data[table]!);
    }

    /// <summary>To the watt-hour: what was made was given or used, and what was used was taken or made.</summary>
    private static void IsBalanced(JsonNode day, JsonNode hours)
    {
        var known = hours.AsArray().Where(hour => hour!["producedKwh"] is not null).ToArray();
        Assert.NotEmpty(known);
        foreach (var span in known.Append(day))
            Assert.Equal((decimal)span!["producedKwh"]!, (decimal)span["selfKwh"]! + (decimal)span["injectedKwh"]!);
        Assert.Equal((decimal)day["consumedKwh"]!, (decimal)day["withdrawnKwh"]! + (decimal)day["selfKwh"]!);
        foreach (var name in new[] { "producedKwh", "selfKwh" })
            Assert.Equal((decimal)day[name]!, known.Sum(hour => (decimal)hour![name]!));
        // 123 kW of roofs in autumn: more than nothing, less than five hours of their whole power.
        Assert.InRange((decimal)day["producedKwh"]!, 5m, 123m * 5);
    }

    /// <summary>Each row has a cell for each value of the JSON, written the Italian way.</summary>
    private static async Task SameAsync(StaffServer server, string path, JsonNode json)
    {
        var csv = await server.CsvAsync(path, "magliano");
        var rows = json.AsArray();
        Assert.Equal(rows.Count, csv.Length - 1);
        Assert.All(csv, line => Assert.Equal(csv[0].Length, line.Length));
        foreach (var (row, cells) in rows.Zip(csv.Skip(1)))
        {
            var left = cells.ToList();
            Assert.All(Values(row!.AsObject()), value => Assert.True(left.Remove(value), $"{path}: no cell is '{value}'"));
        }
    }

    private static IEnumerable<string> Values(JsonObject row)
    {
        foreach (var (_, value) in row)
        {
            if (value is JsonArray) continue;
            if (value is JsonObject nested)
            {
                foreach (var inner in Values(nested)) yield return inner;
                continue;
            }

            yield return value switch
            {
                null => "",
                JsonValue known when known.TryGetValue<bool>(out var yes) => yes ? "sì" : "no",
                JsonValue known when known.TryGetValue<decimal>(out var number) => number.ToString(AllDigits, Italian),
                _ => (string)value!,
            };
        }
    }
}
