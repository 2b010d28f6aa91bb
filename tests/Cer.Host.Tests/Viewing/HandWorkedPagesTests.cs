using System.Net;
using System.Text.Json.Nodes;

namespace Cer.Host.Tests.Viewing;

/// <summary>Pages of a community worked by hand, and decisions.</summary>
public class HandWorkedPagesTests
{
    private static readonly (string Name, decimal Value)[] Eleven =
    [
        ("producedKwh", 4m), ("selfKwh", 2m), ("injectedKwh", 2m), ("withdrawnKwh", 1m), ("sharedKwh", 1m),
    ];

    [Fact]
    public async Task What_was_made_used_given_taken_and_shared_is_told_of_the_day_that_runs_and_when_it_is_over()
    {
        await using var server = await SmallCommunity.StartAsync();
        await SmallCommunity.TellAsync(server, await server.CommunityAsync());
        var page = await server.GetAsync("today");
        Are(page, [.. Eleven, ("gridKwh", 0m), ("consumedKwh", 3m)]);
        // 12:40 in Rome: 50 quarters of two points and a unit; twelve are in.
        Assert.Equal((8, 1, 1), ((int)page["completenessPercent"]!, (int)page["units"]!, (int)page["unitsMetered"]!));
        Assert.True((bool)page["provisional"]!);
        Assert.Null(page["estimatedEur"]!["tip"]);
        Assert.Contains("missing prices: 1 unit-hours", (string)page["estimatedEur"]!["reason"]!, StringComparison.Ordinal);
        Assert.Null(page["yesterday"]!["withdrawnKwh"]);
        var hours = page["hours"]!.AsArray();
        Are(hours[11]!, Eleven);
        Assert.Equal(("measured", 100), ((string)hours[11]!["quality"]!, (int)hours[11]!["completenessPercent"]!));
        Assert.Equal(("missing", 0), ((string)hours[10]!["quality"]!, (int)hours[10]!["completenessPercent"]!));
        Assert.Null(hours[13]!["completenessPercent"]); // it has not begun
        Assert.All(hours.Where((_, hour) => hour != 11), hour => Assert.All(Eleven, figure => Assert.Null(hour![figure.Name])));

        server.Clock.Move(TimeSpan.FromDays(1));
        await server.WorkAsync();
        page = await server.GetAsync("today?day=2026-07-15");
        Are(page, Eleven);
        var stored = (await server.GetAsync("months/2026-07/hours?day=2026-07-15"))["hours"]!.AsArray();
        foreach (var (one, other) in page["hours"]!.AsArray().Zip(stored))
            foreach (var (name, value) in one!.AsObject()) Assert.Equal(value?.ToJsonString(), other![name]?.ToJsonString());
        Are((await server.GetAsync("today"))["yesterday"]!, [.. Eleven, ("gridKwh", 0m), ("consumedKwh", 3m)]);
        var plant = (await server.GetAsync("plants")).AsArray().Single()!;
        Are(plant["month"]!, [("producedKwh", 4m), ("injectedKwh", 2m)]);
        Assert.Null(plant["today"]);
        Assert.Equal("2026-07-15T10:00:00Z", (string)plant["lastReadingAt"]!);
        var detail = await server.GetAsync($"plants/{plant["id"]}?month=2026-07");
        Are(detail["days"]![14]!, [("producedKwh", 4m), ("selfKwh", 2m), ("injectedKwh", 2m)]);
        Assert.Equal(744, detail["hours"]!.AsArray().Count);
        var data = await server.GetAsync("data");
        // Of 96 quarters of three series twelve are in.
        Assert.Equal(
            """{"day":"2026-07-15","expected":288,"received":12,"estimated":0}""",
            data["completeness"]!.AsArray()[^2]!.ToJsonString());
    }

    [Fact]
    public async Task What_lacks_is_told_by_series_and_day_the_newest_first()
    {
        await using var server = await SmallCommunity.StartAsync("2026-07-16T10:40:00Z");
        await SmallCommunity.TellAsync(server, await server.CommunityAsync());
        var data = await server.GetAsync("data");
        // The page waits two seconds for the first search; a busy machine takes longer.
        for (var i = 0; i < 600 && data["gapsAt"] is null; i++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            data = await server.GetAsync("data");
        }

        // From eleven in Rome: 52 quarters of the first day, of which four are in; 46 of the next, an hour of grace left out.
        Assert.Equal(
            ["2026-07-16 0001 M1 UP-A 46/46", "2026-07-16 0001 M2 UP-A 46/46", "2026-07-16 0002 M1  46/46",
                "2026-07-15 0001 M1 UP-A 48/52", "2026-07-15 0001 M2 UP-A 48/52", "2026-07-15 0002 M1  48/52"],
            data["gaps"]!.AsArray().Select(gap =>
                $"{gap!["day"]} {gap["label"]} {gap["meter"]} {gap["unit"]} {gap["missing"]}/{gap["expected"]}")
                .OrderByDescending(gap => gap[..10], StringComparer.Ordinal).ThenBy(gap => gap, StringComparer.Ordinal));
        Assert.Equal("2026-07-16", (string)data["gaps"]![0]!["day"]!);
        Assert.Equal("2026-07-16T10:40:00Z", (string)data["gapsAt"]!);
        Assert.Equal(6, (int)(await server.GetAsync("today"))["openGaps"]!);
    }

    [Fact]
    public async Task What_meters_told_stands_on_the_page_of_the_data_and_counts_as_no_silence()
    {
        await using var server = await SmallCommunity.StartAsync();
        await server.AskAsync<int>("""
            insert into core.alert (community_id, kind, device, since, event, at)
            select id, kind, 'c2g-1', '2026-07-15 10:00Z', event, '2026-07-15 10:05Z' from core.community, (values
              ('supply_interrupted', 'raised'), ('supply_interrupted', 'resolved'), ('point_mismatch', 'raised')) as told (kind, event)
            returning 1
            """);
        var data = await server.GetAsync("data");
        Assert.Empty(data["silent"]!.AsArray());
        Assert.Equal(
            ["point_mismatch c2g-1 2026-07-15T10:00:00Z ", "supply_interrupted c2g-1 2026-07-15T10:00:00Z 2026-07-15T10:05:00Z"],
            data["incidents"]!.AsArray().Select(one => $"{one!["kind"]} {one["device"]} {one["since"]} {one["resolvedAt"]}"));
        Assert.Equal(0, (int)(await server.GetAsync("today"))["silentDevices"]!);
    }

    [Fact]
    public async Task A_line_in_quarantine_is_decided_about_once_by_who_is_signed_in()
    {
        await using var server = await SmallCommunity.StartAsync();
        var message = await server.AskAsync<long>("""
            with sent as (
              insert into core.ingest (community_id, source, received_at, sha256, lines_stored, lines_refused,
                lines_quarantined, raw_length)
              select id, 'rest', '2026-07-15 10:00Z', decode(repeat('00', 32), 'hex'), 0, 0, 2, 0 from core.community
              returning community_id, id),
            kept as (
              insert into core.quarantine (community_id, ingest_id, line, reason, pod, meter, starts_at, minutes,
                withdrawn_ukwh, received_at)
              select community_id, id, line, 'withdrawn: found a total of 1 kWh of IT999E00000002, expected no less: possibly a new meter',
                'IT999E00000002', 1, '2026-07-15 09:00Z', 15, 250000, '2026-07-15 10:00Z' from sent, generate_series(1, 2) as line)
            select id from sent
            """);
        var kept = (await server.GetAsync("data"))["quarantine"]!.AsArray();
        Assert.Equal(2, kept.Count);
        Assert.Equal(("0002", "new_meter"), ((string)kept[0]!["label"]!, (string)kept[0]!["reason"]!));
        Assert.Contains("of …0002, expected", (string)kept[0]!["words"]!, StringComparison.Ordinal);
        Assert.Equal(0.25m, (decimal)kept[0]!["found"]!["withdrawnKwh"]!);
        Assert.Equal(2, (int)(await server.GetAsync("today"))["quarantined"]!);

        Task<(HttpStatusCode Status, JsonNode? Answer)> DecideAsync(int line, string decision, string reason) =>
            server.PostAsync($"quarantine/{message}/{line}", new { decision, reason });
        Assert.Equal(HttpStatusCode.BadRequest, (await DecideAsync(1, "accept", " ")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await DecideAsync(1, "maybe", "nuovo")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await DecideAsync(9, "accept", "nuovo")).Status);
        Assert.Equal(HttpStatusCode.OK, (await DecideAsync(1, "accept", "contatore nuovo")).Status);
        Assert.Equal(HttpStatusCode.OK, (await DecideAsync(2, "reject", "doppione")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await DecideAsync(1, "reject", "ripensato")).Status);
        Assert.Empty((await server.GetAsync("data"))["quarantine"]!.AsArray());
        Assert.Equal(
            $"{StaffServer.Login}: contatore nuovo",
            await server.AskAsync<string>("select decided_by || ': ' || reason from core.quarantine_decision where accepted"));
        Assert.Equal(1L, await server.AskAsync<long>("select count(*) from core.reading"));
    }

    private static void Are(JsonNode found, (string Name, decimal Value)[] figures) =>
        Assert.All(figures, figure => Assert.Equal(figure.Value, (decimal?)found[figure.Name]));
}
