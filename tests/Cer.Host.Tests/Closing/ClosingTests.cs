using System.Net;
using System.Text.Json.Nodes;
using Cer.Domain;
using Cer.Domain.Metering;
using Cer.Host.Tests.Viewing;
using Cer.Operations.Documents;
using Cer.Operations.People;
using Cer.Operations.Settling;

namespace Cer.Host.Tests.Closing;

/// <summary>A month is closed over HTTP when nothing keeps it open, and stays as it was.</summary>
public class ClosingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2026-03", 2026, 3, 1486, "2026-04-02T09:00:00Z")]
    [InlineData("2026-10", 2026, 10, 1490, "2026-11-02T09:00:00Z")]
    [InlineData("2027-10", 2027, 10, 1490, "2027-11-02T09:00:00Z")]
    public async Task A_month_that_is_measured_closes_and_is_counted_by_its_days_of_23_and_25_hours(
        string month, int year, int number, int expected, string now)
    {
        await using var town = await ClosingTown.StartAsync(now, confirmed: true);
        await town.TellAsync(year, number, reading => reading);

        var gate = await town.GateAsync(month);
        Assert.Equal((expected, expected), ((int)gate["hours"]!["expected"]!, (int)gate["hours"]!["measured"]!));
        Assert.Empty(gate["blocks"]!.AsArray());
        Assert.Equal(("open", "final", false), ((string)gate["state"]!, (string)gate["status"]!, (bool)gate["needsApprover"]!));
        Assert.Equal(HttpStatusCode.OK, (await ClosingTown.PassAsync(town.Server.Client, month, "closed", 0)).Status);

        gate = await town.GateAsync(month);
        var change = Assert.Single(gate["history"]!.AsArray())!;
        Assert.Equal(("closed", "closed", StaffServer.Login), ((string)gate["state"]!, (string)change["state"]!, (string)change["who"]!));
        Assert.Equal("closed", (string)(await town.Server.GetAsync($"months/{month}"))["state"]!);
        // Never back, and reconciled only with a reason.
        Assert.Equal(HttpStatusCode.BadRequest, (await ClosingTown.PassAsync(town.Server.Client, month, "provisional", 1)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await ClosingTown.PassAsync(town.Server.Client, month, "reconciled", 1)).Status);
        Assert.Equal(HttpStatusCode.OK, (await ClosingTown.PassAsync(town.Server.Client, month, "reconciled", 1, "estratto GSE")).Status);
    }

    [Fact]
    public async Task Provisional_figures_are_closed_by_an_approver_with_a_reason_and_once_whoever_is_faster()
    {
        const string Month = "2026-03";
        await using var town = await ClosingTown.StartAsync("2026-04-02T09:00:00Z", confirmed: false);
        await town.TellAsync(2026, 3, reading => reading);
        using var approver = await town.ApproverAsync();

        Assert.True((bool)(await town.GateAsync(Month))["needsApprover"]!);
        Assert.Equal(HttpStatusCode.BadRequest, (await ClosingTown.PassAsync(town.Server.Client, Month, "closed", 0, "sì")).Status);
        Assert.Equal(HttpStatusCode.OK, (await ClosingTown.PassAsync(town.Server.Client, Month, "provisional", 0)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await ClosingTown.PassAsync(approver, Month, "closed", 0, "sì")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await ClosingTown.PassAsync(approver, Month, "closed", 1)).Status);
        using var administrator = await town.Server.SignInAsync("capo", Role.Administrator);
        Assert.Equal(HttpStatusCode.Forbidden, (await ClosingTown.PassAsync(administrator, Month, "closed", 1, "sì")).Status);

        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            ClosingTown.PassAsync(approver, Month, "closed", 1, "la TRAS_E arriverà a conguaglio")));
        Assert.Equal([200, 409, 409, 409], both.Select(answer => (int)answer.Status).Order());
        var history = (await town.GateAsync(Month))["history"]!.AsArray();
        Assert.Equal(["closed", "provisional"], history.Select(change => (string)change!["state"]!));
    }

    [Fact]
    public async Task A_month_of_a_run_over_several_closes_whatever_came_in_for_the_others()
    {
        await using var town = await ClosingTown.StartAsync("2026-12-02T09:00:00Z", confirmed: true);
        await town.TellAsync(2026, 10, reading => reading);
        var hours = await town.TellAsync(2026, 11, reading => reading);
        Assert.IsType<SettleOutcome.Settled>(await town.Server.Service<SettleStored>()
            .RunAsync(town.Community, null, null, null, "test", null, Cancellation));
        var late = new Reading { Pod = ClosingTown.Lamp, Start = hours[5].Start, Minutes = 60, Withdrawn = Energy.Zero };
        await town.TellAsync(late);

        Assert.Empty(ClosingTown.Blocks(await town.GateAsync("2026-10")));
        Assert.Equal(HttpStatusCode.OK, (await ClosingTown.PassAsync(town.Server.Client, "2026-10", "closed", 0)).Status);
        Assert.Empty((await town.GateAsync("2026-10"))["corrections"]!.AsArray());
    }

    [Fact]
    public async Task A_late_reading_of_a_closed_month_becomes_a_correction_and_changes_no_figure()
    {
        const string Month = "2026-10";
        await using var town = await ClosingTown.StartAsync("2026-11-02T09:00:00Z", confirmed: true);
        var hours = await town.TellAsync(2026, 10, reading => reading);
        Assert.Equal(HttpStatusCode.OK, (await ClosingTown.PassAsync(town.Server.Client, Month, "closed", 0)).Status);
        var before = await town.Server.GetAsync($"months/{Month}");
        var day = await town.Server.GetAsync($"months/{Month}/hours?day=2026-10-25");

        // The lamp took 2 kWh in the last hour: as the roof gave 2, one more is shared.
        var plant = (int)before["plants"]![0]!["id"]!;
        var own = (await town.Server.GetAsync($"plants/{plant}?month={Month}"))["days"]!.ToJsonString();
        town.Server.Clock.Move(TimeSpan.FromHours(1));
        var lamp = new Reading { Pod = ClosingTown.Lamp, Start = hours[^1].Start, Minutes = 60, Withdrawn = ClosingTown.Kwh(2m) };
        await town.TellAsync(lamp, lamp with { Start = hours[^8].Start }, lamp with
        {
            Pod = ClosingTown.Roof,
            Start = hours[0].Start,
            Withdrawn = Energy.Zero,
            Injected = ClosingTown.Kwh(9m),
        });

        var after = await town.Server.GetAsync($"months/{Month}");
        Assert.Equal(Without(before), Without(after));
        Assert.Equal(day.ToJsonString(), (await town.Server.GetAsync($"months/{Month}/hours?day=2026-10-25")).ToJsonString());
        Assert.Equal(2, (await town.Server.GetAsync($"months/{Month}/runs")).AsArray().Count);
        Assert.Equal(own, (await town.Server.GetAsync($"plants/{plant}?month={Month}"))["days"]!.ToJsonString());
        Assert.True((bool)(await town.Server.GetAsync($"months/{Month}/why?plant={plant}"))["isOfRun"]!);
        var facts = Assert.IsType<MonthFactsOutcome.Known>(
            await town.Server.Service<ReadMonthFacts>().RunAsync(town.Community, new(2026, 10), Cancellation));
        Assert.Equal((decimal)before["sharedKwh"]!, facts.Facts.Hours.Sum(hour => hour.Shared.KilowattHours));

        // By hand: two kWh more are shared, each worth the tariff of its hour.
        var waiting = (await town.GateAsync(Month))["corrections"]!.AsArray();
        Assert.All(waiting, line => Assert.Null(line!["month"]));
        var newest = (await town.Server.GetAsync($"months/{Month}/runs"))[0]!;
        var unit = Assert.Single(waiting, line => (string)line!["kind"]! == "unit")!;
        Assert.Equal((decimal)newest["tipEur"]!, (decimal)before["tipEur"]! + (decimal)unit["tipEur"]!);
        Assert.Equal((decimal)newest["cacEur"]!, (decimal)before["cacEur"]! + (decimal)unit["cacEur"]!);
        Assert.True((decimal)unit["tipEur"]! > 0m);
        Assert.Equal(["data"], unit["causes"]!.AsArray().Select(cause => (string)cause!));

        town.Server.Clock.Move(TimeSpan.FromDays(31));
        await town.TellAsync(2026, 11, reading => reading);
        Assert.Equal(waiting.Count, (await town.GateAsync("2026-11"))["corrections"]!.AsArray().Count);
        var (status, text) = await ClosingTown.PassAsync(town.Server.Client, "2026-11", "closed", 0);
        Assert.Equal((HttpStatusCode.OK, waiting.Count), (status, (int)JsonNode.Parse(text)!["corrections"]!));
        Assert.All((await town.GateAsync(Month))["corrections"]!.AsArray(), line => Assert.Equal("2026-11", (string)line!["month"]!));
        // What is paid of November holds them, line by line; October is paid as it was closed.
        var payable = await town.Server.GetAsync("payables/2026-11");
        var due = waiting.Where(line => (string)line!["kind"]! != "unit")
            .Sum(line => (decimal)line!["tipEur"]! + (decimal)line["cacEur"]! + (decimal)line["surplusEur"]!);
        Assert.NotEqual(0m, due);
        Assert.Equal(due, payable["lines"]!.AsArray().Sum(line => (decimal)line!["correctionEur"]!));
        var november = await town.Server.GetAsync("months/2026-11");
        var earned = (decimal)november["tipEur"]! + (decimal)november["cacEur"]!;
        Assert.Equal(earned + due, (decimal)payable["payable"]!["grossEur"]!);
        Assert.All(
            (await town.Server.GetAsync($"payables/{Month}"))["lines"]!.AsArray(),
            line => Assert.Equal(0m, (decimal)line!["correctionEur"]!));
        var csv = await town.Server.CsvAsync($"months/{Month}/closing?table=corrections");
        Assert.Equal(waiting.Count + 1, csv.Length);
    }

    /// <summary>A month without what tells of the archive.</summary>
    private static string Without(JsonNode month)
    {
        var copy = month.DeepClone().AsObject();
        copy.Remove("documents");
        return copy.ToJsonString();
    }
}
