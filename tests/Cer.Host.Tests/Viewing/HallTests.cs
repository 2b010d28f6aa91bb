using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Cer.Operations.Alarms;
using Cer.Operations.Dashboards;
using Cer.Operations.Paying;
using Cer.Operations.People;
using NodaTime;

namespace Cer.Host.Tests.Viewing;

/// <summary>The home of the staff: what needs a hand, and the month in three numbers.</summary>
public sealed class HallTests
{
    private const string Folder = "cer-magliano-ottobre";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_list_says_how_many_since_when_and_why_and_what_is_urgent_comes_first()
    {
        await using var server = await StaffServer.OfGoldenAsync(Folder);
        var community = await server.CommunityAsync();
        // Told by GSE for October 2025: ten euro more than was settled, and its balance is out since May 2026.
        var month = (await server.GetAsync("months")).AsArray().Single(row => (string)row!["month"]! == "2025-10")!;
        var advised = (decimal)month["tipEur"]! + (decimal)month["cacEur"]! + 10m;
        await server.Service<IMoneyStore>().AddAsync(
            community,
            Ledger.Incentives,
            new(Standing.Advised, new(2025, 10), "complete", null, new((long)(advised * 100)), new(2026, 5, 20), "prova"),
            "test",
            Instant.FromUtc(2026, 5, 20, 9, 0),
            Cancellation);
        var raisedAt = Instant.FromUtc(2027, 5, 31, 9, 0);
        await server.Service<IAlarmStore>().RaiseAsync(
            community,
            [new("a", "backup_failed", "critical", "a", "", raisedAt), new("b", "data_missing", "warning", "b", "", raisedAt)],
            null,
            "test",
            raisedAt,
            Cancellation);

        var work = await FoundAsync(server);
        var matters = work["matters"]!.AsArray();
        Assert.Equal("alarm", (string)matters[0]!["kind"]!);
        Assert.Equal(("2", "2", "True", "2027-05-31T09:00:00Z"), Text(matters[0]!, "count", "part", "urgent", "since"));
        var difference = Of(work, "difference")!;
        Assert.Equal(("1", "10.00", "2026-05-20T09:00:00Z", "2025-10"), (
            difference["count"]!.ToString(),
            ((decimal)difference["largestEur"]!).ToString("0.00", CultureInfo.InvariantCulture),
            (string)difference["since"]!,
            (string)difference["months"]![0]!));

        // The gaps are those of the page of gaps.
        var gaps = JsonNode.Parse(await server.Client.GetStringAsync($"/api/gaps/{StaffServer.Code}", Cancellation))!;
        Assert.Equal((long)gaps["missing"]!, (long)(Of(work, "gaps")?["quarters"] ?? 0));

        // What keeps the month from being closed is what its own page says.
        var closing = await server.GetAsync("months/2025-10/closing");
        var blocks = closing["blocks"]!.AsArray();
        if (blocks.Count == 0)
            Assert.Equal("2025-10", (string)Of(work, "month_ready")!["months"]![0]!);
        else
            Assert.Equal(blocks.ToJsonString(), Of(work, "month_held")!["blocks"]!.ToJsonString());
        // Over since the first of November in Rome.
        Assert.Equal("2025-10-31T23:00:00Z", (string)(Of(work, "month_ready") ?? Of(work, "month_held"))!["since"]!);

        // Somebody took note of the alarm that is critical: it lasts, and is not urgent any more.
        var listed = await server.GetAsync("alarms");
        var critical = listed["alarms"]!.AsArray().Single(one => (string)one!["severity"]! == "critical")!;
        Assert.Equal(
            HttpStatusCode.NoContent, (await server.PostAsync($"alarms/{critical["id"]}/acknowledge", new { })).Status);
        var alarm = Of(await FoundAsync(server), "alarm")!;
        Assert.Equal(("2", "1", "False", "2027-05-31T09:00:00Z"), Text(alarm, "count", "part", "urgent", "since"));
    }

    [Fact]
    public async Task Where_nothing_waits_the_list_is_empty()
    {
        await using var server = await SmallCommunity.StartAsync();
        var work = await FoundAsync(server);
        Assert.Empty(work["matters"]!.AsArray());
        Assert.Equal(0, (int)work["monthsUnseen"]!);
        var glance = await server.GetAsync("glance");
        Assert.Equal("2026-07", (string)glance["month"]!);
        Assert.Null(glance["until"]);
        Assert.Null(glance["now"]!["sharedKwh"]);
    }

    [Fact]
    public async Task The_month_in_three_numbers_is_the_month_as_it_was_settled_elsewhere()
    {
        await using var server = await StaffServer.OfGoldenAsync(Folder);
        while (await server.Service<ISumStore>().TakeAsync(100, true, Cancellation) > 0)
        {
        }

        var plants = Golden.Table(Folder, "plant_months.csv");
        decimal Sum(string column) => plants.Sum(row => decimal.Parse(row[column], CultureInfo.InvariantCulture));
        var glance = await server.GetAsync("glance?month=2025-10");
        var now = glance["now"]!;
        // 31 days and the hour that comes twice.
        Assert.Equal((745, 745), ((int)glance["hours"]!, (int)glance["hoursDue"]!));
        Assert.Equal((Sum("shared_kwh"), Sum("injected_kwh")), ((decimal)now["sharedKwh"]!, (decimal)now["injectedKwh"]!));
        Assert.Equal(Math.Round(Sum("shared_kwh") / Sum("injected_kwh"), 4), (decimal)now["shareOfInjected"]!);
        Assert.Equal(Sum("cac_eur"), (decimal)now["cacEur"]!);
        // The sums of hours are not rounded by the month: a cent for each plant at most.
        Assert.InRange((decimal)now["tipEur"]! - Sum("tip_eur"), -0.05m, 0.05m);
        Assert.Null(glance["lastMonth"]);
        await server.RefusesAsync("glance?month=ottobre", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_place_is_declared_revision_by_revision_and_what_is_wrong_is_told_beside_its_field()
    {
        await using var server = await SmallCommunity.StartAsync();
        await SmallCommunity.TellAsync(server, await server.CommunityAsync());
        var lamp = (await server.GetAsync("buildings"))["points"]!.AsArray().Single(point => (string)point!["label"]! == "0002")!;
        Assert.Equal(("other", "0"), (lamp["kind"]!.ToString(), lamp["revision"]!.ToString()));
        Assert.Null(lamp["light"]);
        Assert.Null(lamp["withdrawnKwh"]);
        var address = $"buildings/{lamp["id"]}";

        var (status, refused) = await PutAsync(server.Client, address, new { name = "", kind = "public_lighting", opens = "25:00" });
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(["closes", "name", "opens"], refused!["fields"]!.AsObject().Select(field => field.Key).Order());
        Assert.Equal(0, await server.AskAsync<long>("select count(*) from core.place"));

        var good = new { name = "Piazza", kind = "public_lighting", contractedKw = 6 };
        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(server.Client, address, good)).Status);
        // Said again it adds nothing; said otherwise it is the next revision.
        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(server.Client, address, good)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(server.Client, address, new { name = "Piazza", kind = "other" })).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(server.Client, address, good)).Status);
        Assert.Equal(3, await server.AskAsync<long>("select count(*) from core.place"));
        Assert.Equal(3, await server.AskAsync<long>(
            "select count(*) from core.audit where what = 'place' and who like 'person:%' and detail ? 'revision'"));
        lamp = (await server.GetAsync("buildings"))["points"]!.AsArray().Single(point => (string)point!["label"]! == "0002")!;
        Assert.Equal(
            ("Piazza", "public_lighting", "6", "3"),
            (lamp["name"]!.ToString(), lamp["kind"]!.ToString(), lamp["contractedKw"]!.ToString(), lamp["revision"]!.ToString()));
        Assert.NotNull(lamp["light"]);

        Assert.Equal(HttpStatusCode.NotFound, (await PutAsync(server.Client, "buildings/999999", good)).Status);
        using var auditor = await server.SignInAsync("revisore", Role.Auditor);
        Assert.Equal(HttpStatusCode.Forbidden, (await PutAsync(auditor, address, good)).Status);
    }

    /// <summary>The list once the first search for gaps is over.</summary>
    private static async Task<JsonNode> FoundAsync(StaffServer server)
    {
        var work = await server.GetAsync("work");
        while ((bool)work["searching"]!)
        {
            await Task.Delay(50, Cancellation);
            work = await server.GetAsync("work");
        }

        return work;
    }

    private static JsonNode? Of(JsonNode work, string kind) =>
        work["matters"]!.AsArray().SingleOrDefault(matter => (string)matter!["kind"]! == kind);

    private static (string One, string Two, string Three, string Four) Text(
        JsonNode matter, string one, string two, string three, string four) => (
            Said(matter[one]), Said(matter[two]), Said(matter[three]), Said(matter[four]));

    private static string Said(JsonNode? node) =>
        node?.GetValueKind() is System.Text.Json.JsonValueKind.True ? "True"
        : node?.GetValueKind() is System.Text.Json.JsonValueKind.False ? "False"
        : node?.ToString() ?? "";

    private static async Task<(HttpStatusCode Status, JsonNode? Answer)> PutAsync(HttpClient client, string path, object body)
    {
        using var response = await client.PutAsJsonAsync(
            $"/api/communities/{StaffServer.Code}/{path}", body, Cancellation);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        return (response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }
}
