using System.Net;
using System.Text.Json.Nodes;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using Cer.Host.Tests.Viewing;
using Cer.Operations.Documents;
using Cer.Operations.People;
using NodaTime;

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
    public async Task Hours_that_are_not_measured_wait_for_a_decision_each_of_its_kind()
    {
        const string Month = "2026-10";
        await using var town = await ClosingTown.StartAsync("2026-11-02T09:00:00Z", confirmed: true);
        // The hour that autumn repeats, and the one after it: missing. Four hours of the roof: estimated.
        var repeated = MarketHour.At(new(2026, 10, 25), 3).Start;
        var guessed = MarketHour.At(new(2026, 10, 7), 10).Start;
        await town.TellAsync(2026, 10, reading => reading.Pod == ClosingTown.Lamp
            && reading.Start >= repeated && reading.Start < repeated + Duration.FromHours(3) ? null
            : reading.Pod == ClosingTown.Roof && reading.Start >= guessed && reading.Start < guessed + Duration.FromHours(4)
                ? reading with { Quality = Quality.Estimated } : reading);

        var gate = await town.GateAsync(Month);
        Assert.Equal(["hours"], ClosingTown.Blocks(gate));
        Assert.Equal((7, 7), ((int)gate["hours"]!["undecided"]!, (int)gate["blocks"]![0]!["count"]!));
        var lamp = ClosingTown.Span(gate, ClosingTown.Lamp);
        Assert.Equal(("2026-10-25T00:00:00Z", "2026-10-25T03:00:00Z", "missing", 3), (
            (string)lamp["from"]!, (string)lamp["to"]!, (string)lamp["need"]!, (int)lamp["hours"]!));
        Assert.Equal(HttpStatusCode.BadRequest, (await ClosingTown.PassAsync(town.Server.Client, Month, "closed", 0)).Status);

        // What is missing is no estimate; what is estimated is not left out.
        Assert.Equal(HttpStatusCode.BadRequest, (await town.DecideAsync(Month, lamp, "estimated")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await town.DecideAsync(Month, ClosingTown.Span(gate, ClosingTown.Roof), "excluded")).Status);

        // One hour nought, one of 1,5 kWh, one left out.
        Assert.Equal(HttpStatusCode.Created, (await town.DecideAsync(Month, lamp, "zeroed", to: "2026-10-25T01:00:00Z")).Status);
        Assert.Contains("pending", ClosingTown.Blocks(await town.GateAsync(Month)));
        await town.Server.WorkAsync();
        lamp = ClosingTown.Span(await town.GateAsync(Month), ClosingTown.Lamp);
        Assert.Equal(HttpStatusCode.Created, (await town.DecideAsync(Month, lamp, "estimated", 1.5m, "2026-10-25T02:00:00Z")).Status);
        await town.Server.WorkAsync();
        lamp = ClosingTown.Span(await town.GateAsync(Month), ClosingTown.Lamp);
        Assert.Equal(1, (int)lamp["hours"]!);
        Assert.Equal(HttpStatusCode.Created, (await town.DecideAsync(Month, lamp, "excluded")).Status);
        gate = await town.GateAsync(Month);
        Assert.Equal(4, (int)gate["hours"]!["undecided"]!);
        Assert.Equal(HttpStatusCode.Created, (await town.DecideAsync(Month, ClosingTown.Span(gate, ClosingTown.Roof), "estimated", all: true)).Status);
        // Again is not twice.
        Assert.Equal(HttpStatusCode.BadRequest, (await town.DecideAsync(Month, ClosingTown.Span(gate, ClosingTown.Roof), "estimated", all: true)).Status);

        gate = await town.GateAsync(Month);
        Assert.Equal([], ClosingTown.Blocks(gate));
        Assert.Equal(("partial", 7, 4), (
            (string)gate["status"]!, (int)gate["hours"]!["accepted"]!, gate["acceptances"]!.AsArray().Count));
        // 745 hours of 1 kWh; of three of them one is 0, one 1,5, one not there.
        Assert.Equal(743.5m, (decimal)(await town.Server.GetAsync($"months/{Month}"))["withdrawnKwh"]!);
        Assert.Equal("person calculated person estimated", await town.Server.AskAsync<string>("""
            select string_agg(distinct source || ' ' || quality, ' ') from core.reading where source = 'person'
            """));

        // Taken back, the month is not to be closed any more.
        var last = (int)gate["acceptances"]![3]!["id"]!;
        Assert.Equal(HttpStatusCode.OK, (await town.Server.PostAsync($"months/{Month}/acceptances/{last}/withdraw", new { reason = "errore" })).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await town.Server.PostAsync($"months/{Month}/acceptances/{last}/withdraw", new { reason = "errore" })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await ClosingTown.PassAsync(town.Server.Client, Month, "closed", 0)).Status);
        Assert.Equal(HttpStatusCode.Created, (await town.DecideAsync(
            Month, ClosingTown.Span(await town.GateAsync(Month), ClosingTown.Roof), "estimated", all: true)).Status);
        Assert.Equal(HttpStatusCode.OK, (await ClosingTown.PassAsync(town.Server.Client, Month, "closed", 0)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await town.DecideAsync(Month, lamp, "zeroed")).Status);
        var change = (await town.GateAsync(Month))["history"]![0]!;
        Assert.Equal(
            ["missing readings: 1 point-hours left out", "accepted as estimated: 9 hours of series",
                "accepted as zeroed: 1 hours of series", "accepted as excluded: 1 hours of series"],
            change["reasons"]!.AsArray().Select(reason => (string)reason!));
    }

    [Fact]
    public async Task A_zero_fills_only_the_quarters_that_are_missing_and_what_a_meter_says_later_takes_its_place()
    {
        const string Month = "2026-10";
        await using var town = await ClosingTown.StartAsync("2026-11-02T09:00:00Z", confirmed: true);
        var noon = MarketHour.At(new(2026, 10, 9), 13).Start;
        await town.TellAsync(2026, 10, reading => reading.Start != noon ? reading
            : reading.Pod == ClosingTown.Roof ? reading with { Withdrawn = null } : null);
        // The lamp: three quarters of 0,2 kWh. The roof: its injection, and not what it took.
        await town.TellAsync([.. new[] { 0, 1, 3 }.Select(quarter => new Reading
        {
            Pod = ClosingTown.Lamp,
            Start = noon + Duration.FromMinutes(15 * quarter),
            Minutes = 15,
            Withdrawn = ClosingTown.Kwh(0.2m),
        })]);
        Assert.Equal(2, (int)(await town.GateAsync(Month))["hours"]!["undecided"]!);

        foreach (var pod in new[] { ClosingTown.Lamp, ClosingTown.Roof })
        {
            Assert.Equal(HttpStatusCode.Created, (await town.DecideAsync(
                Month, ClosingTown.Span(await town.GateAsync(Month), pod), "zeroed")).Status);
            await town.Server.WorkAsync();
        }

        Assert.Empty(ClosingTown.Blocks(await town.GateAsync(Month)));
        var month = await town.Server.GetAsync($"months/{Month}");
        Assert.Equal((744.6m, 1490m), ((decimal)month["withdrawnKwh"]!, (decimal)month["injectedKwh"]!));

        await town.TellAsync(new Reading
        {
            Pod = ClosingTown.Lamp,
            Start = noon + Duration.FromMinutes(30),
            Minutes = 15,
            Withdrawn = ClosingTown.Kwh(0.5m),
        });
        var gate = await town.GateAsync(Month);
        Assert.Equal((1489, 1), ((int)gate["hours"]!["measured"]!, (int)gate["hours"]!["accepted"]!));
        Assert.Equal(745.1m, (decimal)(await town.Server.GetAsync($"months/{Month}"))["withdrawnKwh"]!);
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
        Assert.Equal(["closed", "provisional"], (await town.GateAsync(Month))["history"]!.AsArray().Select(change => (string)change!["state"]!));
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
        await town.TellAsync(new Reading { Pod = ClosingTown.Lamp, Start = hours[^1].Start, Minutes = 60, Withdrawn = ClosingTown.Kwh(2m) },
            new Reading { Pod = ClosingTown.Lamp, Start = hours[^8].Start, Minutes = 60, Withdrawn = ClosingTown.Kwh(2m) },
            new Reading { Pod = ClosingTown.Roof, Start = hours[0].Start, Minutes = 60, Withdrawn = Energy.Zero, Injected = ClosingTown.Kwh(9m) });

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
        var csv = await town.Server.CsvAsync($"months/{Month}/closing?table=corrections");
        Assert.Equal(waiting.Count + 1, csv.Length);
    }

    [Fact]
    public async Task What_cannot_be_decided_is_refused_with_a_sentence()
    {
        await using var town = await ClosingTown.StartAsync("2026-11-02T09:00:00Z", confirmed: true);
        await town.TellAsync(2026, 10, reading => reading);
        var fine = new { point = 1, unit = 0, from = "2026-10-01T00:00:00Z", to = "2026-10-01T01:00:00Z", kind = "zeroed", reason = "x" };
        foreach (var (path, body) in new (string, object)[]
        {
            ("2026-10/acceptances", fine with { kind = "vero" }),
            ("2026-10/acceptances", fine with { reason = " " }),
            ("2026-10/acceptances", fine with { from = "ieri" }),
            ("2026-10/acceptances", fine with { from = "2026-10-01T00:30:00Z" }),
            ("2026-10/acceptances", fine with { from = "2026-09-30T00:00:00Z" }),
            ("2026-10/acceptances", fine with { to = "2026-10-01T00:00:00Z" }),
            ("2026-10/acceptances", fine with { point = 99_999 }),
            ("2026-10/acceptances", fine with { unit = 99_999 }),
            ("2026-10/acceptances", fine),
            ("2026-10/acceptances", new { fine.point, fine.unit, fine.from, fine.to, kind = "estimated", kwhPerHour = -1, fine.reason }),
            ("2026-10/acceptances", new { fine.point, fine.unit, fine.from, fine.to, kind = "estimated", kwhPerHour = 1e300, fine.reason }),
            ("2026-10/acceptances", new { }),
            ("2026-12/acceptances", fine with { from = "2026-12-01T00:00:00Z", to = "2026-12-01T01:00:00Z" }),
            ("2026-10/state", new { state = "open", revision = 0 }),
            ("2026-10/state", new { state = "closed" }),
            ("2026-12/state", new { state = "closed", revision = 0 }),
            ("mai/state", new { state = "closed", revision = 0 }),
        })
        {
            var (status, answer) = await town.Server.PostAsync($"months/{path}", body);
            Assert.True(status == HttpStatusCode.BadRequest, $"{path} {body}: {status}");
            Assert.StartsWith("Found ", (string)answer!["detail"]!, StringComparison.Ordinal);
        }

        Assert.Equal(["not_over"], ClosingTown.Blocks(await town.GateAsync("2026-12")));
        Assert.Contains("not_settled", ClosingTown.Blocks(await town.GateAsync("2026-09")));
        Assert.Equal(HttpStatusCode.NotFound, (await town.Server.PostAsync("months/2026-10/acceptances/9/withdraw", new { reason = "x" })).Status);
    }

    /// <summary>A month without what tells of the archive.</summary>
    private static string Without(JsonNode month)
    {
        var copy = month.DeepClone().AsObject();
        copy.Remove("documents");
        return copy.ToJsonString();
    }
}
