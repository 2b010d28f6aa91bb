using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cer.Domain.Metering;
using Cer.Host.Tests.Closing;
using Cer.Host.Tests.Viewing;
using Cer.Operations.People;
using NodaTime;

namespace Cer.Host.Tests.Board;

/// <summary>What is wrong with the data of a month is seen at a glance and mended with one call, which can be taken back.</summary>
public class BoardTests
{
    private const string Month = "2026-10";

    // Three hours of Wednesday 7 October, from ten of the Rome clock.
    private const string From = "2026-10-07T08:00:00Z";
    private const string To = "2026-10-07T11:00:00Z";

    private static readonly Instant Hole = Instant.FromUtc(2026, 10, 7, 8, 0);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hole_is_told_with_its_energy_and_what_it_may_be_worth()
    {
        await using var town = await HolesAsync();
        var board = await BoardAsync(town);
        Assert.Equal(31, board["days"]!.AsArray().Count);
        var lamp = board["points"]![0]!;
        Assert.Equal((ClosingTown.Lamp.Code[^4..], 12), ((string)lamp["label"]!, (int)lamp["missing"]!));
        Assert.Equal((96, 84, 100), ((int)lamp["due"]![6]!, (int)lamp["known"]![6]!, (int)lamp["due"]![24]!));
        var series = Assert.Single(lamp["series"]!.AsArray())!;
        Assert.Equal(
            (From, From, "2026-10-31T23:00:00Z"),
            ((string)series["wholeUntil"]!, (string)series["firstHole"]!, (string)series["lastAt"]!));

        var hole = Finding(board, "missing")!;
        Assert.Equal((From, To, 3m), ((string)hole["from"]!, (string)hole["to"]!, (decimal)hole["kwh"]!));
        // By hand: at 100 EUR/MWh a plant of 20 kW in the middle has min(120, 80 + 80) + 4 EUR/MWh, and the CAC of the month.
        var month = await town.Server.GetAsync($"months/{Month}");
        var cac = (decimal)month["cacEur"]! / (decimal)month["sharedKwh"]!;
        Assert.Equal(decimal.Round(3m * (0.124m + cac), 2), (decimal)hole["estimatedEur"]!);

        var csv = await town.Server.CsvAsync($"quality?month={Month}&table=findings");
        Assert.Equal("Importo in gioco, stima (EUR)", csv[0][^1]);
        Assert.Contains(csv, line => line[4] == "missing" && line[7] == "3");
        Assert.Equal(1 + (2 * 31), (await town.Server.CsvAsync($"quality?month={Month}")).Length);
        await town.Server.RefusesAsync("quality?month=2026-13", HttpStatusCode.BadRequest);
        await town.Server.RefusesAsync($"quality?month={Month}&table=others", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_doubt_is_put_away_with_a_reason_and_brought_back()
    {
        await using var town = await HolesAsync();
        var hole = Finding(await BoardAsync(town), "missing")!;
        Assert.Equal(HttpStatusCode.BadRequest, (await MendAsync(town, hole, "accepted", reason: " ")).Status);
        var (status, done) = await MendAsync(town, hole, "accepted");
        Assert.Equal(HttpStatusCode.Created, status);
        var board = await BoardAsync(town);
        Assert.Equal((null, 1), (Finding(board, "missing"), (int)board["putAway"]!));

        // Another month's data did not change, and nothing of the figures did.
        var acts = (await town.Server.GetAsync($"quality/mends?month={Month}")).AsArray();
        var act = Assert.Single(acts)!;
        Assert.Equal(("accepted", StaffServer.Login, "lampione spento"), (
            (string)act["kind"]!, (string)act["author"]!, (string)act["reason"]!));
        Assert.Equal(HttpStatusCode.OK, await UndoAsync(town, (int)done!["id"]!));
        Assert.Equal(HttpStatusCode.Conflict, await UndoAsync(town, (int)done["id"]!));
        Assert.Equal(HttpStatusCode.NotFound, await UndoAsync(town, 999));
        Assert.NotNull(Finding(await BoardAsync(town), "missing"));
    }

    [Fact]
    public async Task An_estimate_is_seen_before_it_is_agreed_to_and_taken_back_leaves_the_hole()
    {
        await using var town = await HolesAsync();
        var hole = Finding(await BoardAsync(town), "missing")!;
        var proposal = await town.Server.GetAsync(
            $"quality/estimate?point={(int)hole["point"]!}&flow=withdrawn&from={From}&to={To}");
        Assert.Equal(("similar_days", 3m, 12), (
            (string)proposal["method"]!, (decimal)proposal["kwh"]!, proposal["values"]!.AsArray().Count));
        Assert.Equal(HttpStatusCode.Conflict, (await MendAsync(town, hole, "estimated", mark: "altro")).Status);
        var (status, done) = await MendAsync(town, hole, "estimated", mark: (string)proposal["mark"]!);
        Assert.Equal((HttpStatusCode.Created, 12), (status, (int)done!["readings"]!));
        await town.Server.WorkAsync();
        Assert.Equal(745m, (decimal)(await town.Server.GetAsync($"months/{Month}"))["withdrawnKwh"]!);
        Assert.Equal("person estimated", await SourcesAsync(town));
        var board = await BoardAsync(town);
        Assert.Null(Finding(board, "missing"));
        Assert.Equal(12, board["points"]!.AsArray().Sum(point => point!["unmeasured"]!.AsArray().Sum(day => (int)day!)));

        Assert.Equal(HttpStatusCode.OK, await UndoAsync(town, (int)done["id"]!));
        await town.Server.WorkAsync();
        Assert.Equal(742m, (decimal)(await town.Server.GetAsync($"months/{Month}"))["withdrawnKwh"]!);
        Assert.NotNull(Finding(await BoardAsync(town), "missing"));
    }

    [Fact]
    public async Task A_correction_changes_the_month_and_taken_back_gives_what_was_there_or_came_since()
    {
        await using var town = await HolesAsync();
        var hole = Finding(await BoardAsync(town), "missing")!;
        // The hours after the hole were told whole: 5 kWh in the first of them, the second left alone.
        const string Until = "2026-10-07T13:00:00Z";
        var (status, done) = await CorrectAsync(town, hole, To, Until, 60, [5m, null]);
        Assert.Equal((HttpStatusCode.Created, 1), (status, (int)done!["readings"]!));
        Assert.Equal(HttpStatusCode.BadRequest, (await CorrectAsync(town, hole, To, Until, 60, [5m, null])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await CorrectAsync(town, hole, To, "2026-10-07T11:15:00Z", 15, [5m])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await CorrectAsync(town, hole, To, Until, 60, [-1m, null])).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await CorrectAsync(town, hole, To, Until, 60, [1m])).Status);
        await town.Server.WorkAsync();
        Assert.Equal(742m + 4m, (decimal)(await town.Server.GetAsync($"months/{Month}"))["withdrawnKwh"]!);

        // A second one stands on it: it goes first.
        var (_, second) = await CorrectAsync(town, hole, To, Until, 60, [6m, 2m]);
        Assert.Equal(HttpStatusCode.Conflict, await UndoAsync(town, (int)done["id"]!));
        Assert.Equal(HttpStatusCode.OK, await UndoAsync(town, (int)second!["id"]!));
        await town.Server.WorkAsync();
        Assert.Equal(742m + 4m, (decimal)(await town.Server.GetAsync($"months/{Month}"))["withdrawnKwh"]!);

        // What a meter says meanwhile is not lost when the correction is taken back.
        await town.TellAsync(new Reading
        {
            Pod = ClosingTown.Lamp,
            Start = Hole + Duration.FromHours(3),
            Minutes = 60,
            Withdrawn = ClosingTown.Kwh(3m),
        });
        Assert.Equal(HttpStatusCode.OK, await UndoAsync(town, (int)done["id"]!));
        await town.Server.WorkAsync();
        Assert.Equal(742m + 2m, (decimal)(await town.Server.GetAsync($"months/{Month}"))["withdrawnKwh"]!);
    }

    [Fact]
    public async Task A_closed_month_takes_no_estimate_and_a_correction_as_late_data()
    {
        await using var town = await ClosingTown.StartAsync("2026-11-02T09:00:00Z", confirmed: true);
        await town.TellAsync(2026, 10, reading => reading);
        var point = (int)(await BoardAsync(town))["points"]![0]!["point"]!;
        Assert.Equal(HttpStatusCode.OK, (await ClosingTown.PassAsync(town.Server.Client, Month, "closed", 0)).Status);
        var hour = new JsonObject { ["point"] = point, ["unitId"] = 0, ["flow"] = "withdrawn", ["from"] = From, ["to"] = To };
        var proposal = await town.Server.GetAsync($"quality/estimate?point={point}&flow=withdrawn&from={From}&to={To}");
        Assert.Equal("none", (string)proposal["method"]!);
        Assert.Equal(HttpStatusCode.BadRequest, (await MendAsync(town, hour, "estimated", mark: (string)proposal["mark"]!)).Status);
        Assert.Equal(
            HttpStatusCode.Created, (await CorrectAsync(town, hour, From, "2026-10-07T09:00:00Z", 60, [9m])).Status);
        await town.Server.WorkAsync();
        Assert.Equal("closed", (string)(await town.Server.GetAsync($"months/{Month}"))["state"]!);
    }

    [Fact]
    public async Task Data_that_are_asked_for_answer_by_arriving()
    {
        await using var town = await HolesAsync();
        var hole = Finding(await BoardAsync(town), "missing")!;
        var (status, _) = await town.Server.PostAsync(
            "quality/requests", new { point = (int)hole["point"]!, unit = 0, flow = "withdrawn", from = From, to = To });
        Assert.Equal(HttpStatusCode.Created, status);
        var asked = (await town.Server.GetAsync("quality/requests"))[0]!;
        Assert.Equal(("open", 12, 0), ((string)asked["state"]!, (int)asked["wanted"]!, (int)asked["arrived"]!));
        town.Server.Clock.Move(TimeSpan.FromMinutes(1));
        await town.TellAsync([.. Enumerable.Range(0, 3).Select(hour => new Reading
        {
            Pod = ClosingTown.Lamp,
            Start = Hole + Duration.FromHours(hour),
            Minutes = 60,
            Withdrawn = ClosingTown.Kwh(1m),
        })]);
        Assert.Equal("answered", (string)(await town.Server.GetAsync("quality/requests"))[0]!["state"]!);
        Assert.Equal(745m, (decimal)(await town.Server.GetAsync($"months/{Month}"))["withdrawnKwh"]!);

        using var stranger = new HttpClient { BaseAddress = town.Server.Client.BaseAddress };
        Assert.Equal(
            HttpStatusCode.Unauthorized, (await stranger.GetAsync("/api/readings/requests", Cancellation)).StatusCode);
        stranger.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "altro");
        Assert.Equal(
            HttpStatusCode.Unauthorized, (await stranger.GetAsync("/api/readings/requests", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Who_only_reads_mends_nothing_and_what_makes_no_sense_is_refused_with_a_sentence()
    {
        await using var town = await HolesAsync();
        using var auditor = await town.Server.SignInAsync("revisora", Role.Auditor);
        foreach (var path in new[] { "mends", "mends/1/undo", "requests" })
        {
            using var answer = await auditor.PostAsJsonAsync(
                $"/api/communities/{StaffServer.Code}/quality/{path}", new { reason = "x" }, Cancellation);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        await town.Server.RefusesAsync("quality/day?point=1&flow=altro&day=2026-10-07", HttpStatusCode.BadRequest);
        await town.Server.RefusesAsync("quality/day?point=999&flow=withdrawn&day=2026-10-07", HttpStatusCode.BadRequest);
        await town.Server.RefusesAsync("quality/day?point=1&flow=withdrawn", HttpStatusCode.BadRequest);
        await town.Server.RefusesAsync(
            $"quality/estimate?point=1&flow=withdrawn&from={To}&to={From}", HttpStatusCode.BadRequest);
        await town.Server.RefusesAsync(
            $"quality/estimate?point=1&flow=withdrawn&from=2020-01-01T00:00:00Z&to={From}", HttpStatusCode.BadRequest);
        var (status, _) = await town.Server.PostAsync("quality/mends", new { kind = "altro", reason = "x" });
        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    /// <summary>A month of whole hours, of which the lamp lacks three.</summary>
    private static async Task<ClosingTown> HolesAsync()
    {
        var town = await ClosingTown.StartAsync("2026-11-02T09:00:00Z", confirmed: true);
        await town.TellAsync(2026, 10, reading => reading.Pod == ClosingTown.Lamp
            && reading.Start >= Hole && reading.Start < Hole + Duration.FromHours(3) ? null : reading);
        return town;
    }

    private static async Task<JsonNode> BoardAsync(ClosingTown town)
    {
        for (var i = 0; i < 120; i++)
        {
            var board = await town.Server.GetAsync($"quality?month={Month}");
            if (board["at"] is not null && !(bool)board["looking"]!) return board;
            await Task.Delay(500, Cancellation);
        }

        throw new TimeoutException("Found no board within a minute, expected one.");
    }

    private static JsonNode? Finding(JsonNode board, string kind) =>
        board["findings"]!.AsArray().FirstOrDefault(finding => (string)finding!["kind"]! == kind);

    private static Task<(HttpStatusCode Status, JsonNode? Answer)> MendAsync(
        ClosingTown town, JsonNode finding, string kind, string? mark = null, string reason = "lampione spento") =>
        town.Server.PostAsync("quality/mends", new
        {
            kind,
            point = (int)finding["point"]!,
            unit = (int)finding["unitId"]!,
            flow = (string)finding["flow"]!,
            finding = (string?)finding["kind"],
            from = (string)finding["from"]!,
            to = (string)finding["to"]!,
            kwh = (decimal?)finding["kwh"],
            mark,
            reason,
        });

    private static Task<(HttpStatusCode Status, JsonNode? Answer)> CorrectAsync(
        ClosingTown town, JsonNode finding, string from, string to, int minutes, decimal?[] values) =>
        town.Server.PostAsync("quality/mends", new
        {
            kind = "corrected",
            point = (int)finding["point"]!,
            unit = 0,
            flow = "withdrawn",
            from,
            to,
            minutes,
            values,
            reason = "letto sul contatore",
        });

    private static async Task<HttpStatusCode> UndoAsync(ClosingTown town, int mend) =>
        (await town.Server.PostAsync($"quality/mends/{mend}/undo", new { reason = "errore" })).Status;

    private static Task<string> SourcesAsync(ClosingTown town) => town.Server.AskAsync<string>(
        "select string_agg(distinct source || ' ' || quality, ', ') from core.reading where source in ('person', 'correction')");
}
