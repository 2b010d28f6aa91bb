using System.Globalization;
using System.Text.Json.Nodes;
using Cer.Domain;
using NodaTime.Text;

namespace Cer.Host.Tests.Viewing;

/// <summary>Every figure of the pages against cells that an implementation computed which shares nothing with this one.</summary>
public class GoldenPagesTests
{
    private static readonly (string Name, string Column)[] Energies =
        [("injectedKwh", "injected_kwh"), ("withdrawnKwh", "withdrawn_kwh"), ("sharedKwh", "shared_kwh")];

    private static readonly string[] OfHours =
        ["from", "to", "ordinal", "hour", "injectedKwh", "withdrawnKwh", "sharedKwh", "quality", "completenessPercent"];

    // With the day of 25 hours; with gaps; with a plant of several units; with prices missing; with the day of 23 hours
    // and CAC that no act confirms.
    [Theory]
    [InlineData("cer-magliano-ottobre")]
    [InlineData("cer-buchi")]
    [InlineData("cer-piu-unita-per-impianto")]
    [InlineData("cer-prezzo-mancante")]
    [InlineData("cer-trase-non-confermata")]
    public async Task Hours_days_units_members_and_funds_are_those_of_the_golden_folder(string folder)
    {
        await using var server = await StaffServer.OfGoldenAsync(folder);
        var hours = Golden.Table(folder, "hours.csv").ToDictionary(row => row["start"]);
        var ofUnits = Golden.Table(folder, "plant_hours.csv").ToLookup(row => row["start"]);
        var months = (await server.GetAsync("months")).AsArray();
        Assert.Equal(
            hours.Keys.Select(MonthOf).Distinct().Order(StringComparer.Ordinal), months.Select(month => (string)month!["month"]!));
        foreach (var listed in months)
        {
            var month = (string)listed!["month"]!;
            var detail = await server.GetAsync($"months/{month}");
            foreach (var name in new[] { "status", "injectedKwh", "withdrawnKwh", "sharedKwh", "tipEur", "cacEur", "surplusEur", "run" })
                Assert.Equal(listed[name]?.ToJsonString(), detail[name]?.ToJsonString());
            IsTheSumOf(detail, hours.Values.Where(row => MonthOf(row["start"]) == month));
            Rows(detail["plants"]!, Golden.Table(folder, "plant_months.csv").Where(row => row["month"] == month), "unit", "plant");
            await MembersAsync(server, detail, Golden.Table(folder, "members.csv").Where(row => row["month"] == month));
            Rows(detail["funds"]!, Golden.Table(folder, "funds.csv").Where(row => row["month"] == month), "name", "fund");

            var found = (await server.GetAsync($"months/{month}/hours"))["hours"]!.AsArray();
            var expected = hours.Values.Where(row => MonthOf(row["start"]) == month).ToArray();
            Assert.Equal(expected.Select(row => row["start"]), found.Select(hour => (string)hour!["from"]!));
            foreach (var (hour, row) in found.Zip(expected)) Hour(hour!, row, [.. ofUnits[row["start"]]]);
            foreach (var day in detail["days"]!.AsArray()) Day(day!, found);
        }
    }

    [Theory]
    [InlineData("2025-10-26", 25)]
    [InlineData("2025-10-25", 24)]
    public async Task A_day_made_from_readings_is_the_day_of_its_month(string day, int count)
    {
        await using var server = await StaffServer.OfGoldenAsync("cer-magliano-ottobre");
        var page = await server.GetAsync($"today?day={day}");
        var hours = page["hours"]!.AsArray();
        var month = (await server.GetAsync($"months/2025-10/hours?day={day}"))["hours"]!.AsArray();
        Assert.Equal(Enumerable.Range(1, count), hours.Select(hour => (int)hour!["ordinal"]!));
        foreach (var (one, other) in hours.Zip(month))
            foreach (var name in OfHours)
                Assert.Equal(other![name]?.ToJsonString(), one![name]?.ToJsonString());
        if (count == 25) Assert.Equal(["01", "02", "02", "03"], hours.Skip(1).Take(4).Select(hour => (string)hour!["hour"]!));

        var expected = Golden.Table("cer-magliano-ottobre", "hours.csv").Where(row => DayOf(row["start"]) == day).ToArray();
        Assert.Equal(count, expected.Length);
        Assert.Equal(expected.Sum(row => Number(row["shared_kwh"])), (decimal)page["sharedKwh"]!);
        Assert.Equal(
            expected.Sum(row => Number(row["withdrawn_kwh"]) - Number(row["shared_kwh"])), (decimal)page["gridKwh"]!);
        // Euro of a day: within a cent for each of the units of what their hours say.
        var tip = Golden.Table("cer-magliano-ottobre", "plant_hours.csv").Where(row => DayOf(row["start"]) == day)
            .Sum(row => Number(row["tip_eur"]));
        Assert.InRange((decimal)page["estimatedEur"]!["tip"]! - tip, -0.02m, 0.02m);
        Assert.True((bool)page["estimatedEur"]!["provisional"]!);
        Assert.False((bool)page["provisional"]!);
        Assert.Null(page["producedKwh"]);
        Assert.Null(page["consumedKwh"]);
    }

    [Fact]
    public async Task The_day_of_23_hours_has_no_hour_of_two_o_clock()
    {
        await using var server = await StaffServer.OfGoldenAsync("cer-trase-non-confermata");
        foreach (var path in new[] { "today?day=2024-03-31", "months/2024-03/hours?day=2024-03-31" })
        {
            var hours = (await server.GetAsync(path))["hours"]!.AsArray();
            Assert.Equal(23, hours.Count);
            Assert.Equal(["01", "03"], hours.Skip(1).Take(2).Select(hour => (string)hour!["hour"]!));
        }

        var page = await server.GetAsync("today?day=2024-03-31");
        Assert.Null(page["estimatedEur"]!["cac"]);
        Assert.Null(page["estimatedEur"]!["total"]);
        Assert.Contains("CAC not confirmed", (string)page["estimatedEur"]!["reason"]!, StringComparison.Ordinal);
        var reasons = (await server.GetAsync("months/2024-03"))["reasons"]!.AsArray();
        Assert.Contains("cac_not_confirmed", reasons.Select(reason => (string)reason!["code"]!));
    }

    [Fact]
    public async Task Where_readings_lack_hours_are_null_and_the_gaps_are_told_with_their_quarters()
    {
        await using var server = await StaffServer.OfGoldenAsync("cer-buchi");
        var month = await server.GetAsync("months/2026-11");
        Assert.Equal("partial", (string)month["status"]!);
        Assert.Contains("missing_readings", month["reasons"]!.AsArray().Select(reason => (string)reason!["code"]!));
        // Hours with no counted point are null, never zero; the file of the contract writes zero there.
        var hours = (await server.GetAsync("months/2026-11/hours?day=2026-11-29"))["hours"]!.AsArray();
        Assert.All(hours, hour =>
        {
            Assert.Equal("missing", (string)hour!["quality"]!);
            foreach (var name in new[] { "injectedKwh", "withdrawnKwh", "sharedKwh" }) Assert.Null(hour[name]);
        });
        var lacking = Golden.Table("cer-buchi", "hours.csv").Where(row => row["missing_pods"].Length > 0)
            .SelectMany(row => row["missing_pods"].Split(';').Select(pod => (Day: DayOf(row["start"]), Label: pod[^4..])))
            .ToHashSet();
        var gaps = (await server.GetAsync("months/2026-11"))["gaps"]!.AsArray()
            .Concat((await server.GetAsync("months/2026-12"))["gaps"]!.AsArray()).ToArray();
        Assert.Equal(
            lacking.Order(), gaps.Select(gap => (Day: (string)gap!["day"]!, Label: (string)gap["label"]!)).Distinct().Order());
        Assert.All(gaps, gap =>
        {
            Assert.InRange((int)gap!["missing"]!, 1, (int)gap["expected"]!);
            Assert.Equal(96, (int)gap["expected"]!);
        });
    }

    private static void Hour(JsonNode hour, Dictionary<string, string> row, Dictionary<string, string>[] units)
    {
        foreach (var (name, column) in Energies)
        {
            // Null where nobody counted: the file has zero there, and only there.
            if (hour[name] is { } known) Assert.Equal(Number(row[column]), (decimal)known);
            else Assert.Equal(0m, Number(row[column]));
        }

        if (Number(row["withdrawn_kwh"]) > 0) Assert.NotEqual("missing", (string)hour["quality"]!);
        var plants = hour["plants"]!.AsArray();
        Assert.Equal(units.Select(unit => unit["plant"]).Order(StringComparer.Ordinal), plants.Select(plant => (string)plant!["unit"]!));
        foreach (var plant in plants)
        {
            var unit = units.Single(unit => unit["plant"] == (string)plant!["unit"]!);
            foreach (var (name, column) in new[]
                {
                    ("injectedKwh", "injected_kwh"), ("sharedKwh", "shared_kwh"),
                    ("priceEurMwh", "price_eur_mwh"), ("tipEurMwh", "tip_eur_mwh"), ("tipEur", "tip_eur"),
                })
            {
                Same(unit[column], plant![name]);
            }
        }

        if (units.Length > 0 && units.All(unit => unit["tip_eur"].Length > 0))
            Assert.True(Math.Abs(units.Sum(unit => Number(unit["tip_eur"])) - (decimal)hour["tipEur"]!) < 0.000000001m);
        else Assert.Null(hour["tipEur"]);
    }

    private static void Day(JsonNode day, JsonArray hours)
    {
        var its = hours.Where(hour => DayOf((string)hour!["from"]!) == (string)day["day"]!).ToArray();
        Assert.InRange(its.Length, 23, 25);
        foreach (var name in new[] { "injectedKwh", "withdrawnKwh", "sharedKwh" })
        {
            var known = its.Select(hour => hour![name]).OfType<JsonNode>().Select(value => (decimal)value).ToArray();
            Assert.Equal(known.Length == 0 ? null : known.Sum(), (decimal?)day[name]);
        }
    }

    private static void IsTheSumOf(JsonNode month, IEnumerable<Dictionary<string, string>> hours)
    {
        var rows = hours.ToArray();
        foreach (var (name, column) in Energies)
            Assert.Equal(rows.Sum(row => Number(row[column])), (decimal)month[name]!);
    }

    private static async Task MembersAsync(StaffServer server, JsonNode detail, IEnumerable<Dictionary<string, string>> rows)
    {
        // Pages know members by number and name; the file by the code of the contract.
        var expected = rows.ToArray();
        var members = detail["members"]!.AsArray();
        Assert.Equal(expected.Length, members.Count);
        foreach (var (member, row) in members.Zip(expected))
        {
            Columns(member!, row);
            Same(row["total_eur"], member!["totalEur"]);
            var own = (await server.GetAsync($"members/{member["id"]}"))["months"]!.AsArray()
                .Single(month => (string)month!["month"]! == (string)detail["month"]!);
            Columns(own!, row);
        }
    }

    private static void Rows(JsonNode found, IEnumerable<Dictionary<string, string>> rows, string name, string column)
    {
        var expected = rows.ToDictionary(row => row[column]);
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), found.AsArray().Select(row => (string)row![name]!));
        foreach (var row in found.AsArray()) Columns(row!, expected[(string)row![name]!]);
    }

    private static void Columns(JsonNode found, Dictionary<string, string> row)
    {
        foreach (var (column, cell) in row)
        {
            var parts = column.Split('_');
            if (parts[^1] is not ("kwh" or "eur") || column == "total_eur") continue;
            Same(cell, found[parts[0] + string.Concat(parts.Skip(1).Select(part => char.ToUpperInvariant(part[0]) + part[1..]))]);
        }
    }

    private static void Same(string cell, JsonNode? value)
    {
        if (cell.Length == 0) Assert.Null(value);
        else Assert.True(Math.Abs(Number(cell) - (decimal)value!) < 0.000000001m, $"{value} is not {cell}");
    }

    private static decimal Number(string cell) => decimal.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string DayOf(string start) =>
        LocalDatePattern.Iso.Format(InstantPattern.General.Parse(start).Value.InZone(MarketHour.Rome).Date);

    private static string MonthOf(string start) => DayOf(start)[..7];
}
