using System.Text.Json.Nodes;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Durable.Tests;

/// <summary>Activities that fail: elsewhere an instance that failed cannot be retried, or failed runs are not kept.</summary>
public sealed class FaultTests(FlowFixture fixture)
{
    [Trait("Pain", "no way to retry a faulted instance")]
    [Fact]
    public async Task A_faulted_instance_goes_on_from_the_activity_that_failed_and_keeps_its_history()
    {
        await using var house = await House.OpenAsync(fixture);
        house.Activities.Failures = 1;
        await house.PublishAsync(Definition(Sequence(
            "all", Flows.Own("first", "Insert", "first"), Flows.Own("bad", "Fail", "bad"), Line("end"))));
        var id = await house.StartAsync();
        await house.QuietAsync();
        Assert.Equal("Faulted", await house.StatusAsync(id));
        // What the failed step had written, and the mail that it wanted, have not been.
        Assert.Equal(["first"], await house.EffectsAsync());
        Assert.Empty(house.Requests.Mails);
        Assert.Equal(["Found failure 1, expected none."],
            await house.ListAsync(
                "select fault from wf.activity_execution where status = 'Faulted' and type = 'Test.Fail'"));
        await house.Instances.RetryAsync(house.Tenant, id, House.Cancellation);
        await house.QuietAsync();
        Assert.Equal("Finished", await house.StatusAsync(id));
        Assert.Equal(["first", "bad"], await house.EffectsAsync());
        Assert.Single(house.Requests.Mails);
        Assert.Equal(
            ["1 Faulted", "2 Completed"],
            await house.ListAsync("select attempt || ' ' || status from wf.activity_execution where activity_id = 'bad' order by attempt"));
        Assert.Equal(["1"], await house.ListAsync("select count(*) from wf.activity_execution where activity_id = 'first'"));
    }

    [Fact]
    public async Task Retries_wait_as_timers_with_growing_pauses_and_every_attempt_is_in_the_history()
    {
        await using var house = await House.OpenAsync(fixture);
        house.Activities.Failures = 2;
        var retry = new JsonObject { ["cer:retry"] = new JsonObject { ["attempts"] = 3, ["delay"] = "00:01:00", ["cap"] = "01:00:00" } };
        await house.PublishAsync(Definition(Sequence("all", Flows.Own("bad", "Fail", "bad", retry), Line("end"))));
        var id = await house.StartAsync();
        await house.QuietAsync();
        Assert.Equal("Suspended", await house.StatusAsync(id));
        Assert.Equal(["1 Retrying Found failure 1, expected none."], await AttemptsAsync(house));
        var first = await house.ListAsync(
            "select extract(epoch from due_at - now()) between 40 and 80 from wf.bookmark where kind = 'Retry'");
        Assert.Equal(["True"], first);
        house.Time.Forward(TimeSpan.FromMinutes(1.5));
        await house.QuietAsync();
        Assert.Equal(["Found failure 2, expected none."],
            await house.ListAsync("select fault from wf.activity_execution where activity_id = 'bad' and attempt = 2"));
        // The second pause is twice as long, give or take a quarter.
        house.Time.Forward(TimeSpan.FromMinutes(1.2));
        await house.QuietAsync();
        Assert.Equal("Suspended", await house.StatusAsync(id));
        house.Time.Forward(TimeSpan.FromMinutes(1.4));
        await house.QuietAsync();
        Assert.Equal("Finished", await house.StatusAsync(id));
        Assert.Equal(["bad"], await house.EffectsAsync());
        Assert.Equal(3, (await AttemptsAsync(house)).Count);
    }

    [Fact]
    public async Task When_its_retries_are_used_up_it_is_faulted()
    {
        await using var house = await House.OpenAsync(fixture);
        house.Activities.Failures = 100;
        var retry = new JsonObject { ["cer:retry"] = new JsonObject { ["attempts"] = 2, ["delay"] = "00:00:01" } };
        await house.PublishAsync(Definition(Flows.Own("bad", "Fail", "bad", retry)));
        var id = await house.StartAsync();
        for (var i = 0; i < 4; i++)
        {
            await house.QuietAsync();
            house.Time.Forward(TimeSpan.FromMinutes(1));
        }

        Assert.Equal("Faulted", await house.StatusAsync(id));
        Assert.Equal(3, (await AttemptsAsync(house)).Count);
    }

    [Fact]
    public async Task A_request_is_written_down_before_it_is_sent_and_sent_again_under_the_same_key()
    {
        await using var house = await House.OpenAsync(fixture);
        house.Requests.Answer = count => new(count < 3 ? 503 : 200, "{\"a\":1}"u8.ToArray(), "application/json", []);
        var send = Activity(
            "send",
            "FlowSendHttpRequest",
            ("url", Literal("https://example.org/")),
            ("method", Literal("POST")),
            ("customProperties", new JsonObject
            {
                ["resilienceStrategy"] = new JsonObject
                {
                    ["mode"] = "Identifier",
                    ["strategyId"] = "any"
                }
            }));
        await house.PublishAsync(Definition(Flowchart(
            [send, Line("ok"), Line("bad")], "send:200 -> line-ok", "send:Unmatched status code -> line-bad")));
        var id = await house.StartAsync();
        for (var i = 0; i < 4; i++)
        {
            await house.QuietAsync();
            house.Time.Forward(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(["ok"], await house.LinesAsync(id));
        Assert.Equal(3, house.Requests.Calls.Count);
        Assert.Equal([$"{id}:3"], house.Requests.Calls.Select(call => (string)call.Headers["Idempotency-Key"]!).Distinct());

        // Killed after the request was sent: the row says that it had begun, and how often.
        house.Requests.Answer = _ => new(200, [], null, []);
        var second = await house.StartAsync();
        await Assert.ThrowsAsync<DiedException>(() =>
            house.Node(new MortalStore(house.Stores.Instances, 2, after: false)).QuietAsync(House.Cancellation));
        Assert.Equal(["Running"], await house.ListAsync(
            $"select status from wf.activity_execution where instance_id = '{second}' and activity_id = 'send'"));
        await house.PassLeasesAsync();
        await house.QuietAsync();
        Assert.Equal("Finished", await house.StatusAsync(second));
        Assert.Equal(["2"], await house.ListAsync(
            $"select begun from wf.activity_execution where instance_id = '{second}' and activity_id = 'send'"));
        Assert.Equal(5, house.Requests.Calls.Count);
        Assert.Equal(house.Requests.Calls[3].Headers["Idempotency-Key"], house.Requests.Calls[4].Headers["Idempotency-Key"]);
    }

    [Fact]
    public async Task Mail_is_put_down_with_its_step_and_delivered_later_when_the_server_was_away()
    {
        await using var house = await House.OpenAsync(fixture);
        var away = true;
        house.Requests.Post = _ =>
        {
            if (away) throw new InvalidOperationException("Found no mail server, expected one.");
        };
        await house.PublishAsync(Definition(Sequence(
            "all", Activity("mail", "SendEmail", ("to", Literal("anna@example.org")), ("subject", Literal("Report"))), Line("sent"))));
        var id = await house.StartAsync();
        await house.QuietAsync();
        Assert.Equal("Finished", await house.StatusAsync(id));
        Assert.Equal(["Found no mail server, expected one."], await house.ListAsync("select last_error from wf.outbox"));
        away = false;
        house.Time.Forward(TimeSpan.FromMinutes(1));
        await house.QuietAsync();
        await house.QuietAsync();
        Assert.Equal(["Report"], house.Requests.Mails.Select(mail => (string)mail.Item.Payload["subject"]!));
    }

    [Fact]
    public async Task What_comes_while_it_is_faulted_waits_until_it_goes_on()
    {
        await using var house = await House.OpenAsync(fixture);
        house.Activities.Failures = 1;
        await house.PublishAsync(Definition(Flowchart(
            [
                Activity("s", "Start"), Activity("wait", "Delay", ("timeSpan", Literal("00:10:00", "TimeSpan"))), Line("waited"),
                Flows.Own("bad", "Fail", "bad"), Line("mended"),
            ],
            "s -> wait", "wait -> line-waited", "s -> bad", "bad -> line-mended")));
        var id = await house.StartAsync();
        await house.QuietAsync();
        Assert.Equal("Faulted", await house.StatusAsync(id));
        house.Time.Forward(TimeSpan.FromHours(1));
        await house.QuietAsync();
        Assert.Equal(["True"], await house.ListAsync("select is_held from wf.inbox where kind = 'timer'"));
        Assert.Empty(await house.LinesAsync(id));
        await house.Instances.RetryAsync(house.Tenant, id, House.Cancellation);
        await house.QuietAsync();
        Assert.Equal(["mended", "waited"], await house.LinesAsync(id));
        Assert.Equal("Finished", await house.StatusAsync(id));
    }

    [Fact]
    public async Task What_a_resumed_activity_wrote_stays_when_the_decision_after_it_fails()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Definition(Flowchart(
            [Flows.Own("w", "Resumed", "written"), Activity("d", "FlowDecision", ("condition", Input("JavaScript", "nothing.of.this")))],
            "w -> d")));
        var id = await house.StartAsync();
        await house.QuietAsync();
        await house.Instances.ResumeAsync(house.Tenant, id, 1, null, House.Cancellation);
        await house.QuietAsync();
        Assert.Equal("Faulted", await house.StatusAsync(id));
        Assert.Equal(["written"], await house.EffectsAsync());
        Assert.Equal(["Completed"], await house.ListAsync("select status from wf.activity_execution where activity_id = 'w'"));
    }

    [Fact]
    public async Task The_error_workflow_is_begun_once_for_each_faulted_instance()
    {
        await using var house = await House.OpenAsync(fixture);
        house.Activities.Failures = 2;
        await house.PublishAsync(Definition(
            LineJs("say", "`${getInput('activity')}: ${getInput('error')}`"),
                inputs: [Named("activity", "String"), Named("error", "String")], id: "alarm"));
        await house.PublishAsync(Flows.With(Definition(Flows.Own("bad", "Fail", "bad")), ("cer:errorWorkflow", "alarm")));
        var id = await house.StartAsync();
        await house.QuietAsync();
        await house.Instances.RetryAsync(house.Tenant, id, House.Cancellation);
        await house.QuietAsync();
        Assert.Equal("Faulted", await house.StatusAsync(id));
        Assert.Equal(["bad: Found failure 1, expected none."], await house.LinesAsync());
        Assert.Equal(1, await house.CountAsync("wf.instance where definition_id = 'alarm' and sub_status = 'Finished'"));
    }

    [Fact]
    public async Task What_is_excluded_is_in_no_history()
    {
        await using var house = await House.OpenAsync(fixture);
        house.Activities.Failures = 1;
        static JsonObject Mode(JsonNode mode) => new() { ["logPersistenceMode"] = mode };
        var byProperty = Flows.Own("p", "Insert", "secret-1",
            Mode(new JsonObject { ["default"] = "Inherit", ["inputs"] = new JsonObject { ["what"] = "Exclude" } }));
        var byActivity = Flows.Own("a", "Fail", "secret-2", Mode(new JsonObject { ["default"] = "Exclude" }));
        var shown = Flows.Own("s", "Insert", "shown");
        await house.PublishAsync(Definition(Sequence("all", shown, byProperty, byActivity)));
        var id = await house.StartAsync();
        await house.QuietAsync();
        Assert.Equal("Faulted", await house.StatusAsync(id));
        Assert.Equal(["""{"what":"shown"}"""], await house.ListAsync("select inputs from wf.activity_execution where activity_id = 's'"));
        Assert.Equal(["", ""], await house.ListAsync("select inputs from wf.activity_execution where activity_id in ('p', 'a')"));
        Assert.Equal(["It failed; what it said is not kept."],
            await house.ListAsync("select fault from wf.activity_execution where activity_id = 'a'"));

        await house.PublishAsync(Flows.With(
            Definition(Sequence("all", Line("secret-3"),
                Flows.Own("i", "Insert", "kept", Mode(JsonValue.Create("Include")))), id: "private"),
            ("logPersistenceMode", "Exclude")));
        await house.StartAsync("private");
        await house.QuietAsync();
        Assert.Equal(
            0, await house.CountAsync(
            "wf.activity_execution where (inputs::text || coalesce(outputs::text, '')) like '%secret%'"));
        Assert.Equal(0, await house.CountAsync("wf.journal where message like '%secret%'"));
        Assert.Equal(["""{"what":"kept"}"""], await house.ListAsync("select inputs from wf.activity_execution where activity_id = 'i'"));
    }

    [Fact]
    public async Task The_history_has_inputs_outputs_and_outcome_of_each_pass_of_a_loop()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Definition(Activity(
            "loop", "ForEach", ("items", Input("Object", "[\"a\",\"b\"]")), ("body", LineJs("say", "getVariable('CurrentValue')")))));
        await house.StartAsync();
        await house.QuietAsync();
        Assert.Equal(
            ["""{"text":"a"} {Done} a""", """{"text":"b"} {Done} b"""],
            await house.ListAsync(
                """
                select inputs || ' ' || outcomes::text || ' ' || (iteration ->> 'CurrentValue') from wf.activity_execution
                where activity_id = 'say' order by execution_id
                """));
    }

    private static Task<List<string>> AttemptsAsync(House house) => house.ListAsync(
        "select attempt || ' ' || status || ' ' || coalesce(fault, '') from wf.activity_execution"
        + " where activity_id = 'bad' order by attempt");
}
