using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cer.Host.Tests.Viewing;
using Cer.Operations.People;

namespace Cer.Host.Tests.Paying;

/// <summary>The money of a year over the interface: expected, advised, received, never mixed.</summary>
public sealed class MoneyTests(MoneyTests.Running running) : IClassFixture<MoneyTests.Running>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private StaffServer Server => running.Server;

    // Sums of the golden folder's advances.csv and plant_months.csv, by hand.
    [Fact]
    public async Task October_shows_the_advance_the_due_and_the_balance_of_the_golden_folder()
    {
        var year = await Server.GetAsync("money?year=2025");
        var october = Month(year, "2025-10");
        Assert.Equal(
            (444.99m, 52.37m, 497.36m),
            (Eur(october, "advanceTipEur"), Eur(october, "advanceCacEur"), Eur(october, "advanceEur")));
        Assert.Equal((619.67m, 122.31m), (Eur(october, "accruedEur"), Eur(october, "balanceEur")));
        Assert.Equal(571.80m, Eur(october, "tipEur") + Eur(october, "surplusEur"));
        Assert.Equal("2025-12-31", (string)october["dates"]!["advancePaidOn"]!);
        Assert.Equal("2026-06-30", (string)october["dates"]!["balancePaidOn"]!);
        Assert.Equal("2030-11-30", (string)october["dates"]!["lastRectification"]!);
        Assert.Equal("2026-06", (string)october["dates"]!["recalculations"]![0]!);
        Assert.Null(Month(year, "2025-11")["balanceEur"]);
        var balance = year["payments"]!.AsArray().Single(payment => (string)payment!["day"]! == "2026-06-30")!;
        Assert.Equal(
            122.31m,
            balance["movements"]!.AsArray().Where(one => (string)one!["month"]! == "2025-10").Sum(one => Eur(one!, "eur")));
        // Four plants of 20, 30, 40 and 15 kW: 90.00 and 22 %.
        Assert.Equal(90m, year["fees"]!.AsArray().Sum(fee => Eur(fee!, "netEur")));
        var first = year["payments"]![0]!;
        Assert.Equal((497.36m, 109.80m, 387.56m), (Eur(first, "grossEur"), Eur(first, "feesEur"), Eur(first, "paidEur")));
    }

    [Fact]
    public async Task What_was_advised_and_received_stands_beside_what_accrued_and_a_correction_is_a_row()
    {
        Assert.Null(Month(await Server.GetAsync("money?year=2025"), "2025-10")["advisedEur"]);
        var advance = await AddAsync("advised", "2025-10", "advance", 497.36m);
        await AddAsync("advised", "2025-10", "fee", -18.30m);
        var wrong = await AddAsync("received", "2025-10", "advance", 479.60m);
        var reversal = await PostAsync($"money/entries/{wrong}/reverse", new { reason = "cifra sbagliata" });
        Assert.Equal(HttpStatusCode.Created, reversal.Status);
        await AddAsync("received", "2025-10", "advance", 479.06m);

        var october = Month(await Server.GetAsync("money?year=2025"), "2025-10");
        Assert.Equal(
            (497.36m, -18.30m, 479.06m),
            (Eur(october, "advisedEur"), Eur(october, "advisedFeesEur"), Eur(october, "receivedEur")));
        Assert.Equal((-122.31m, 0m), (Eur(october, "advisedLessAccruedEur"), Eur(october, "receivedLessAdvisedEur")));
        var entries = (await Server.GetAsync("money?year=2025"))["entries"]!.AsArray();
        Assert.Equal(5, entries.Count);
        var row = entries.Single(one => (long)one!["id"]! == (long)reversal.Answer!["id"]!)!;
        Assert.Equal((-479.60m, wrong, "cifra sbagliata"), (Eur(row, "eur"), (long)row["reverses"]!, (string)row["reason"]!));
        Assert.Equal("Persona inventata", (string)row["by"]!);
        Assert.Equal(6, (await Server.CsvAsync("money?year=2025&table=entries")).Length);

        foreach (var again in new[] { wrong, (long)reversal.Answer!["id"]! })
            Assert.Equal(HttpStatusCode.Conflict, (await PostAsync($"money/entries/{again}/reverse", new { reason = "x" })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync("money/entries/999999/reverse", new { reason = "x" })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync($"money/entries/{advance}/reverse", new { reason = " " })).Status);
    }

    [Theory]
    [InlineData("told", "2025-10", "advance", 1, "2025-12-31", "doc")]
    [InlineData("advised", "2025-13", "advance", 1, "2025-12-31", "doc")]
    [InlineData("advised", null, "advance", 1, "2025-12-31", "doc")]
    [InlineData("advised", "2025-10", "sale", 1, "2025-12-31", "doc")]
    [InlineData("advised", "2025-10", "advance", 0, "2025-12-31", "doc")]
    [InlineData("advised", "2025-10", "advance", 0.001, "2025-12-31", "doc")]
    [InlineData("advised", "2025-10", "advance", 1e15, "2025-12-31", "doc")]
    [InlineData("advised", "2025-10", "advance", 1, "2031-01-01", "doc")]
    [InlineData("advised", "2025-10", "advance", 1, "2025-09-30", "doc")]
    [InlineData("advised", "2025-10", "advance", 1, "2025-12-31", " ")]
    public async Task An_entry_that_says_nothing_clear_is_refused_with_a_sentence(
        string standing, string? month, string kind, double eur, string day, string source)
    {
        var (status, answer) = await PostAsync("money/entries", new { standing, month, kind, eur, day, source });
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("expected", (string)answer!["detail"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"eur":1e400,ENTRY}""")]
    [InlineData("""{"eur":"99999999999999999999999999999999",ENTRY}""")]
    [InlineData("""{"plantId":99999999999,"eur":1,ENTRY}""")]
    [InlineData("""{"plantId":2147483647,"eur":1,ENTRY}""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{")]
    public async Task A_body_that_is_no_entry_is_refused_and_never_a_fault_of_the_server(string body)
    {
        body = body.Replace(
            "ENTRY",
            """
            "standing":"advised","month":"2025-10","kind":"other","day":"2025-12-31","source":"x"
            """,
            StringComparison.Ordinal);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await Server.Client.PostAsync($"/api/communities/{StaffServer.Code}/money/entries", content, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("expected", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_accountant_enters_and_an_auditor_and_an_approver_do_not()
    {
        var entry = new { standing = "advised", month = "2024-12", kind = "other", eur = 1.5, day = "2025-01-31", source = "doc" };
        foreach (var (role, expected) in new[]
        {
            (Role.Accountant, HttpStatusCode.Created), (Role.Administrator, HttpStatusCode.Created),
            (Role.Auditor, HttpStatusCode.Forbidden), (Role.Approver, HttpStatusCode.Forbidden),
        })
        {
            using var client = await Server.SignInAsync($"p{Guid.NewGuid():N}", role);
            using var answer = await client.PostAsJsonAsync($"/api/communities/{StaffServer.Code}/money/entries", entry, Cancellation);
            Assert.Equal(expected, answer.StatusCode);
            Assert.Equal(
                HttpStatusCode.OK,
                (await client.GetAsync($"/api/communities/{StaffServer.Code}/money?year=2024", Cancellation)).StatusCode);
        }
    }

    [Theory]
    [InlineData("money?year=1999")]
    [InlineData("money?year=2099")]
    [InlineData("money?year=anno")]
    [InlineData("money?table=altro")]
    public async Task A_question_that_cannot_be_met_is_answered_with_a_sentence(string path)
    {
        using var response = await Server.Client.GetAsync($"/api/communities/{StaffServer.Code}/{path}", Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private static JsonNode Month(JsonNode year, string month) =>
        year["months"]!.AsArray().Single(one => (string)one!["month"]! == month)!;

    private static decimal Eur(JsonNode node, string name) => (decimal)node[name]!;

    private Task<(HttpStatusCode Status, JsonNode? Answer)> PostAsync(string path, object body) => Server.PostAsync(path, body);

    private async Task<long> AddAsync(string standing, string month, string kind, decimal eur)
    {
        var (status, answer) = await PostAsync(
            "money/entries", new { standing, month, kind, eur, day = "2025-12-31", source = "GSE 2025/123" });
        Assert.Equal(HttpStatusCode.Created, status);
        return (long)answer!["id"]!;
    }

    /// <summary>One server for all.</summary>
    public sealed class Running : IAsyncLifetime
    {
        internal StaffServer Server { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Server = await StaffServer.OfGoldenAsync("cer-magliano-ottobre");

        public ValueTask DisposeAsync() => Server.DisposeAsync();
    }
}
