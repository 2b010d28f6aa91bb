using System.Net;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Metering;
using NodaTime;

namespace Cer.Host.Tests.Closing;

/// <summary>Hours that nobody measured wait for a person, whose decision stays to be read.</summary>
public class DecisionTests
{
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
        var roof = ClosingTown.Span(gate, ClosingTown.Roof);
        Assert.Equal(HttpStatusCode.BadRequest, (await town.DecideAsync(Month, roof, "excluded")).Status);

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
        Assert.Equal(HttpStatusCode.Created, (await town.DecideAsync(Month, roof, "estimated", all: true)).Status);
        // Again is not twice.
        Assert.Equal(HttpStatusCode.BadRequest, (await town.DecideAsync(Month, roof, "estimated", all: true)).Status);

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
        var back = $"months/{Month}/acceptances/{last}/withdraw";
        Assert.Equal(HttpStatusCode.OK, (await town.Server.PostAsync(back, new { reason = "errore" })).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await town.Server.PostAsync(back, new { reason = "errore" })).Status);
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
        var unknown = await town.Server.PostAsync("months/2026-10/acceptances/9/withdraw", new { reason = "x" });
        Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
    }
}
