using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cer.Host.Tests.Mqtt;
using Cer.Operations.Intake;

namespace Cer.Host.Tests.Hostile;

/// <summary>Senders who send too much: they are told, counted and refused, and nobody else notices.</summary>
public class FloodTests(PostgresFixture postgres)
{
    private const string Clock = "2026-01-14T11:00:00+01:00";
    private const string Row = "[{\"pod\":\"IT999E00000001\",\"start\":\"2026-01-14T09:00:00+01:00\",\"minutes\":15,\"withdrawn_kwh\":1}]";
    private const string Refused =
        "select coalesce(sum(messages)::bigint, 0) from core.sender_day where community_id = $1 and kind = 'too_many'";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_account_beyond_its_bounds_is_told_when_to_come_again_on_every_road_and_others_go_on()
    {
        await using var server = await TestServer.StartAsync(postgres, Clock, bounds: new() { Messages = 5, MessagesPerSecond = 1 });
        await server.LogInAsync();
        // Sent until refused: what flows in meanwhile depends on how fast the machine is.
        HttpResponseMessage? last = null;
        var taken = 0;
        for (; taken < 1000 && last is null; taken++)
        {
            var answer = await PostAsync(server.Client, "push", TestServer.Push(QuartersOf.Before(taken)));
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) last = answer;
            else answer.Dispose();
        }

        using var refused = last!;
        Assert.InRange(taken - 1, 5, 500);
        Assert.Equal(1, refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        var told = JsonNode.Parse(await refused.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Equal(("53", "Too Many Requests"), ((string?)told["code"], (string?)told["message"]));
        Assert.Equal(
            "Found more than one account may send at once, expected a pause of 1 s: nothing of this was taken, send it again then.",
            (string?)told["detail"]);
        await RefusedAsync(() => PostAsync(
            server.Client, "lastRequest", Encoding.UTF8.GetBytes($"{{\"resource_id\":\"{TestServer.Resource}\"}}")));
        await RefusedAsync(async () =>
        {
            using var rows = new StringContent(Row, Encoding.UTF8, "application/json");
            return await server.Client.PostAsync("/api/readings", rows, Cancellation);
        });

        using var other = await server.AnotherAccountAsync("other");
        using var welcome = await PostAsync(other, "push", TestServer.Push(QuartersOf.Before(2000)));
        Assert.Equal(HttpStatusCode.OK, welcome.StatusCode);
        await Eventually.EqualAsync(true, async () => await server.AskAsync<long>(Refused) >= 3);
        Assert.Equal(taken, (await server.StoredAsync()).Length);
    }

    [Fact]
    public async Task A_device_that_kept_61_days_pushes_them_all_at_once()
    {
        const int Quarters = 61 * 96;
        await using var server = await (await TestServer.StartAsync(postgres, Clock)).LogInAsync();
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, 64).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < Quarters; i = Interlocked.Increment(ref next))
            {
                using var answer = await PostAsync(server.Client, "push", TestServer.Push(QuartersOf.Before(i)));
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            }
        }));
        Assert.Equal(Quarters, (await server.StoredAsync()).Length);
    }

    [Fact]
    public async Task A_device_that_floods_its_topic_does_not_keep_the_others_waiting()
    {
        await using var server = await TestServer.StartAsync(
            postgres, Clock, bounds: new() { Messages = 50, MessagesPerSecond = 1 });
        var flood = $"cer/{server.Code}/du/c2g-0A1B2C3D4/urbandataset";
        var honest = $"cer/{server.Code}/du/c2g-0A1B2C3D5/urbandataset";
        var answers = await server.Topics.RunAsync(
            [
                .. Enumerable.Range(0, 5000).Select(i => new TopicMessage(flood, QuartersOf.Before(i))),
                new(honest, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(QuartersOf.Before(0))
                    .Replace("c2g-0A1B2C3D4", "c2g-0A1B2C3D5", StringComparison.Ordinal)
                    .Replace("IT999E00000001", "IT999E00000002", StringComparison.Ordinal))),
            ],
            Cancellation);
        Assert.IsType<IntakeAnswer.Taken>(answers[^1]);
        var told = answers.OfType<IntakeAnswer.Refused>().ToArray();
        Assert.All(told, refused => Assert.Equal(TakeTopicMessages.TooMany, refused.Reason));
        // Fifty at once, and those that flow in while it runs.
        Assert.InRange(told.Length, 4000, 4950);
        Assert.Equal(5001 - told.Length, (await server.StoredAsync()).Length);
        await Eventually.EqualAsync((long)told.Length, () => server.AskAsync<long>(Refused));
        Assert.Equal(5001L - told.Length, await server.AskAsync<long>("select count(*) from core.ingest where community_id = $1"));
    }

    [Fact]
    public async Task A_message_sent_ten_thousand_times_is_recorded_once_and_counted()
    {
        await using var server = await (await TestServer.StartAsync(postgres, Clock)).LogInAsync();
        byte[][] messages = [TestServer.Push(QuartersOf.Before(0)), TestServer.Push(TestServer.File("bad/01-malformed-json.json"))];
        foreach (var message in messages) (await PostAsync(server.Client, "push", message)).Dispose();
        const string Size = "select "
            + "sum(pg_total_relation_size(c.oid))::bigint from pg_class as c where c.relnamespace = 'core'::regnamespace"
            + " and c.relkind = 'r' and (c.relname like 'reading%' or c.relname in ('ingest', 'quarantine', 'touched')) and $1 > 0";
        var before = await server.AskAsync<long>(Size);
        var next = 1;
        await Task.WhenAll(Enumerable.Range(0, 64).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < 10_000; i = Interlocked.Increment(ref next))
            {
                using var answer = await PostAsync(server.Client, "push", messages[i % 2]);
                var told = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;
                Assert.Equal(i % 2 == 0 ? "50" : "55", (string?)told["code"]);
            }
        }));
        Assert.Equal(2L, await server.AskAsync<long>("select count(*) from core.ingest where community_id = $1"));
        Assert.Equal(9998L, await server.AskAsync<long>(
            "select messages from core.sender_day where community_id = $1 and kind = 'repeated'"));
        // Other tests write into the same database: a flood that were kept would take two megabytes at the least.
        // They may be smaller too: what others deleted is given back.
        Assert.InRange(await server.AskAsync<long>(Size) - before, long.MinValue, 64 * 1024 * 1024);
        Assert.Single(await server.StoredAsync());
    }

    [Fact]
    public async Task Bad_messages_beyond_the_evidence_of_a_day_are_counted_and_good_ones_still_taken()
    {
        await using var server = await TestServer.StartAsync(postgres, Clock, bounds: new() { EvidenceMessages = 3 });
        await server.LogInAsync();
        for (var i = 0; i < 10; i++)
        {
            using var answer = await PostAsync(server.Client, "push", Encoding.UTF8.GetBytes($"{{\"broken\":{i}"));
            var told = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;
            Assert.Equal("55", (string?)told["code"]);
            Assert.NotEqual("", (string?)told["detail"]);
        }

        // What waits for a decision is kept, without the bytes that it came in.
        var (_, apart) = await server.CallAsync("push", TestServer.Push(TestServer.File("bad/02-wrong-pod.json")));
        Assert.Equal("56", (string?)apart["code"]);
        Assert.Equal(3L, await server.AskAsync<long>("select count(*) from core.ingest where community_id = $1 and raw is not null"));
        Assert.Equal(4L, await server.AskAsync<long>("select count(*) from core.ingest where community_id = $1"));
        Assert.Equal(1L, await server.AskAsync<long>("select count(*) from core.quarantine where community_id = $1"));
        Assert.Equal(8L, await server.AskAsync<long>("select messages from core.sender_day where community_id = $1 and kind = 'left_out'"));
        Assert.Empty(await server.StoredAsync());
        var (_, good) = await server.CallAsync("push", TestServer.Push(QuartersOf.Before(7)));
        Assert.Equal("02", (string?)good["code"]);
        using var other = await server.AnotherAccountAsync("other");
        using var kept = await PostAsync(other, "push", "{\"broken\":99"u8.ToArray());
        Assert.Equal(1L, await server.AskAsync<long>(
            "select count(*) from core.sender_day where community_id = $1 and kind = 'kept' and sender like 'other%'"));
    }

    [Fact]
    public async Task Readings_with_a_warning_or_beside_lines_kept_apart_are_taken_though_the_evidence_of_the_day_is_full()
    {
        await using var server = await TestServer.StartAsync(postgres, Clock, bounds: new() { EvidenceMessages = 2 });
        await server.LogInAsync();
        for (var i = 0; i < 3; i++) (await PostAsync(server.Client, "push", Encoding.UTF8.GetBytes($"{{\"broken\":{i}"))).Dispose();
        var (_, told) = await server.CallAsync("push", TestServer.Push(TestServer.File("bad/03-negative-energy.json")));
        Assert.Equal("02", (string?)told["code"]);
        var (_, apart) = await server.CallAsync("push", TestServer.Push(TestServer.File("bad/12-totalizer-backwards.json")));
        Assert.Equal("02", (string?)apart["code"]);
        Assert.Equal(2, (await server.StoredAsync()).Length);
        Assert.Equal(2L, await server.AskAsync<long>("select count(*) from core.quarantine where community_id = $1"));
        // Two broken ones with their bytes, and the two with readings without.
        Assert.Equal(2L, await server.AskAsync<long>("select count(*) from core.ingest where community_id = $1 and raw is not null"));
        Assert.Equal(4L, await server.AskAsync<long>("select count(*) from core.ingest where community_id = $1"));
    }

    [Fact]
    public async Task The_bytes_of_evidence_are_bounded_as_their_number_is()
    {
        await using var server = await TestServer.StartAsync(postgres, Clock, bounds: new() { EvidenceBytes = 100_000 });
        var topic = $"cer/{server.Code}/du/c2g-0A1B2C3D4/urbandataset";
        await server.Topics.RunAsync(
            [.. Enumerable.Range(1, 20).Select(i => new TopicMessage(topic, Enumerable.Repeat((byte)i, 40_000).ToArray()))], Cancellation);
        Assert.Equal(80_000L, await server.AskAsync<long>(
            "select sum(length(raw))::bigint from core.ingest where community_id = $1"));
        Assert.Equal(18L * 40_000, await server.AskAsync<long>(
            "select bytes from core.sender_day where community_id = $1 and kind = 'left_out'"));
    }

    private static async Task RefusedAsync(Func<Task<HttpResponseMessage>> send)
    {
        // Tried until the allowance of the meantime is used up.
        for (var i = 0; i < 500; i++)
        {
            using var answer = await send();
            if (answer.StatusCode != HttpStatusCode.TooManyRequests) continue;
            Assert.NotNull(answer.Headers.RetryAfter);
            return;
        }

        Assert.Fail("Found every call taken, expected a 429.");
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string call, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        return await client.PostAsync($"{TestServer.Gateway}/{call}", content, Cancellation);
    }
}
