using System.Net;

namespace Cer.Host.Tests.Gateway;

/// <summary>The sixteen bad inputs over REST: what the sender is told, and what is stored afterwards.</summary>
public class BadInputTests(PostgresFixture postgres)
{
    private const string Clock = "2026-01-14T11:00:00+01:00";

    /// <summary>Name, clock, code, readings stored, lines kept apart, and what the detail says.</summary>
    public static TheoryData<string, string, string, int, int, string> Verdicts => new()
    {
        { "01-malformed-json", Clock, "55", 0, 0, "not JSON" },
        { "02-wrong-pod", Clock, "56", 0, 1, "line 1 refused: PODID: found no POD" },
        { "03-negative-energy", Clock, "02", 1, 0, "line 1 refused: WithdrawnActiveEnergy: found '-0.187'" },
        { "04-dst-overlap-ambiguous", "2026-10-25T12:00:00+01:00", "56", 0, 8, "line 8 kept apart: found 2 different" },
        { "05-duplicate-line", Clock, "02", 1, 2, "line 3 ignored: found the same as in line 1" },
        { "06-period-not-15-min", Clock, "55", 0, 0, "line 1 refused: period: found 60 minutes" },
        { "07-missing-context-timestamp", Clock, "55", 0, 0, "found no member 'timestamp'" },
        { "08-unknown-property", Clock, "55", 0, 0, "found a member 'extraKey'" },
        { "09-huge-description", Clock, "55", 0, 0, "description: found 300000 bytes in a text" },
        { "10-not-utf8-latin1", Clock, "55", 0, 0, "which is not UTF-8" },
        { "11-future-timestamps", Clock, "55", 0, 0, "found a time still to come" },
        { "12-totalizer-backwards", Clock, "02", 1, 2, "line 3 kept apart: Withdrawn: found a total of 0.201 kWh" },
        { "13-number-forms", Clock, "55", 0, 0, "val: found a number, expected a text" },
        { "14-energy-disagrees-with-totalizer", Clock, "02", 2, 0, "line 2 stored with a warning: Withdrawn: found" },
        { "15-unknown-timezone", Clock, "55", 0, 0, "found 'Mars/Olympus'" },
        { "16-period-reversed-or-impossible", Clock, "55", 0, 0, "line 2 refused: period.start_ts: found" },
    };

    [Theory, MemberData(nameof(Verdicts))]
    public async Task A_bad_input_gets_its_verdict_and_stays_as_evidence(
        string name, string clock, string code, int stored, int apart, string reason)
    {
        await using var server = await (await TestServer.StartAsync(postgres, clock)).LogInAsync();
        var push = TestServer.Push(TestServer.File($"bad/{name}.json"));
        var (status, answer) = await server.CallAsync("push", push);
        Assert.Equal((HttpStatusCode.OK, code), (status, (string?)answer["code"]));
        Assert.NotNull((string?)answer["message"]);
        Assert.Contains(reason, (string?)answer["detail"], StringComparison.Ordinal);

        Assert.Equal(stored, (await server.StoredAsync()).Length);
        Assert.Equal(apart,
            await server.AskAsync<long>("select count(*) from core.quarantine where community_id = $1"));
        Assert.Equal(push, await server.AskAsync<byte[]>("select raw from core.ingest where community_id = $1"));
        Assert.NotEqual(0, await server.AskAsync<int>(
            "select length(coalesce(refusal, '')) + jsonb_array_length(findings) from core.ingest where community_id = $1"));
        Assert.Equal(HttpStatusCode.OK, (await server.CallAsync("isAlive", [])).Status);
    }

    [Theory, MemberData(nameof(Verdicts))]
    public async Task A_bad_input_sent_again_changes_nothing(
        string name, string clock, string code, int stored, int apart, string reason)
    {
        await using var server = await (await TestServer.StartAsync(postgres, clock)).LogInAsync();
        var push = TestServer.Push(TestServer.File($"bad/{name}.json"));
        await server.CallAsync("push", push);
        var (status, answer) = await server.CallAsync("push", push);
        Assert.Equal((HttpStatusCode.OK, code == "55" ? "55" : "50"), (status, (string?)answer["code"]));
        Assert.Contains(
            code == "55" ? reason : "UrbanDataset already exists", (string?)answer["detail"], StringComparison.Ordinal);
        Assert.Equal(stored, (await server.StoredAsync()).Length);
        Assert.Equal(apart,
            await server.AskAsync<long>("select count(*) from core.quarantine where community_id = $1"));
    }
}
