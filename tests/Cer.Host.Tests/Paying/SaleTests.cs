using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cer.Host.Tests.Viewing;
using Cer.Operations.People;

namespace Cer.Host.Tests.Paying;

/// <summary>The sale of energy over the interface, beside the golden hours and prices, and apart from the incentives.</summary>
public sealed class SaleTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plant_whose_energy_is_sold_has_an_estimate_of_its_hours_and_a_ledger_of_its_own()
    {
        await using var server = await StaffServer.OfGoldenAsync("cer-magliano-ottobre");
        var before = (await server.GetAsync("money?year=2025")).ToJsonString();
        var page = await server.GetAsync("sale?year=2025");
        Assert.Empty(page["months"]!.AsArray());
        var school = page["plants"]!.AsArray().Single(plant => (string)plant!["name"]! == "UP-SCUOLA")!;
        Assert.Null(school["from"]);

        using var auditor = await server.SignInAsync("auditrice", Role.Auditor);
        Assert.Equal(HttpStatusCode.Forbidden, await DeclareAsync(auditor, school, new { from = "2025-10-01", reason = "x" }));
        Assert.Equal(HttpStatusCode.BadRequest, await DeclareAsync(
            server.Client, school, new { from = "2025-10-01", to = "2025-09-01", reason = "x" }));
        Assert.Equal(HttpStatusCode.BadRequest, await DeclareAsync(server.Client, school, new { from = "2025-10-01" }));
        Assert.Equal(HttpStatusCode.NoContent, await DeclareAsync(
            server.Client, school, new { from = "2025-10-01", to = "2025-10-31", reason = "convenzione inventata" }));

        page = await server.GetAsync("sale?year=2025");
        Assert.True((bool)page["partOfPlants"]!);
        var october = Assert.Single(page["months"]!.AsArray())!;
        var hours = Golden.Table("cer-magliano-ottobre", "plant_hours.csv").Where(row => row["plant"] == "UP-SCUOLA").ToArray();
        var expected = hours.Sum(row => Number(row["injected_kwh"]) * Number(row["price_eur_mwh"])) / 1000m;
        Assert.Equal(Math.Round(expected, 2, MidpointRounding.AwayFromZero), (decimal)october["estimateEur"]!);
        Assert.Equal(1050.173m, (decimal)october["injectedKwh"]!);
        Assert.Equal((745, 0), ((int)october["hours"]!, (int)october["missingHours"]!));
        Assert.Equal(("2025-12-25", "2026-01-30"), ((string)october["publishedBy"]!, (string)october["paidOn"]!));

        var (status, _) = await server.PostAsync(
            "sale/entries",
            new { standing = "advised", month = "2025-10", kind = "sale", eur = 100.5, day = "2025-12-20", source = "GSE" });
        Assert.Equal(HttpStatusCode.Created, status);
        october = (await server.GetAsync("sale?year=2025"))["months"]![0]!;
        Assert.Equal(100.5m - (decimal)october["estimateEur"]!, (decimal)october["advisedLessEstimateEur"]!);
        Assert.Equal(2, (await server.CsvAsync("sale?year=2025")).Length);
        Assert.Equal(before, (await server.GetAsync("money?year=2025")).ToJsonString());

        // Not sold any more: declared anew, and what was declared before stays in the store.
        Assert.Equal(HttpStatusCode.NoContent, await DeclareAsync(server.Client, school, new { reason = "recesso" }));
        Assert.Null((decimal?)(await server.GetAsync("sale?year=2025"))["months"]![0]!["estimateEur"]);
        Assert.Equal(2L, await server.AskAsync<long>("select count(*) from core.plant_sale"));
    }

    [Fact]
    public async Task Hours_without_a_price_are_named()
    {
        await using var server = await StaffServer.OfGoldenAsync("cer-prezzo-mancante");
        var missing = Golden.Table("cer-prezzo-mancante", "plant_hours.csv")
            .Where(row => row["price_eur_mwh"].Length == 0).Select(row => row["start"]).Distinct().ToArray();
        Assert.NotEmpty(missing);
        foreach (var plant in (await server.GetAsync("sale?year=2024"))["plants"]!.AsArray())
            Assert.Equal(HttpStatusCode.NoContent, await DeclareAsync(server.Client, plant!, new { from = "2024-01-01", reason = "x" }));
        var months = (await server.GetAsync("sale?year=2024"))["months"]!.AsArray()
            .Where(month => (string)month!["month"]! is "2024-03" or "2024-04").ToArray();
        Assert.All(months, month => Assert.Equal((int)month!["missingHours"]!, month["missing"]!.AsArray().Count));
        var named = months.SelectMany(month => month!["missing"]!.AsArray())
            .Where(hour => (bool)hour!["price"]!).Select(hour => (string)hour!["from"]!).Distinct();
        Assert.Equal(missing.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    private static async Task<HttpStatusCode> DeclareAsync(HttpClient client, JsonNode plant, object declaration)
    {
        using var answer = await client.PutAsJsonAsync(
            $"/api/communities/{StaffServer.Code}/sale/plants/{plant["id"]}", declaration, Cancellation);
        return answer.StatusCode;
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
