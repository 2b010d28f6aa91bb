using System.Net;
using System.Text.Json.Nodes;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Host.Tests.Workflows;

/// <summary>What runs is seen with all it did, and people can stop it, have it tried again, and answer what it asks.</summary>
public class InstanceCallsTests(FlowFixture fixture)
{
    [Fact]
    public async Task A_run_is_listed_and_tells_what_went_in_what_came_out_and_in_which_order()
    {
        using var anna = await fixture.EnterAsync();
        var id = await anna.PublishAsync(Definition(
            Sequence("all", LineJs("saluto", "'ciao ' + getNome()"), Activity(
                "fuori", "SetOutput", ("outputName", Literal("Esito")), ("outputValue", Literal("7")))),
            inputs: [Named("Nome", "String")],
            outputs: [Named("Esito", "String")]));
        var run = await anna.RunAsync(id, """{"input": {"Nome": "Anna"}, "correlationId": "pratica-1"}""");
        var whole = await anna.UntilAsync(run, "Finished");
        Assert.Equal(("Anna", "7", "pratica-1"), (
            (string)whole["input"]!["Nome"]!, (string)whole["output"]!["Esito"]!, (string)whole["correlationId"]!));
        Assert.NotNull((string)whole["endedAt"]!);

        var listed = Assert.Single((await anna.GetAsync("instances?definition=main&status=Finished&take=10")).Json.AsArray())!;
        Assert.Equal((run, "Finished", 0, 1), (
            (string)listed["instanceId"]!, (string)listed["status"]!, (int)listed["incidents"]!, (int)listed["version"]!));
        Assert.Empty((await anna.GetAsync("instances?status=Faulted")).Json.AsArray());
        Assert.Empty((await anna.GetAsync("instances?status=Running")).Json.AsArray());

        var activities = (await anna.GetAsync($"instances/{run}/activities")).Json.AsArray();
        var line = activities.Single(one => (string)one!["activityId"]! == "saluto")!;
        Assert.Equal(("Elsa.WriteLine", "Completed", "ciao Anna", "Done", 1), (
            (string)line["type"]!, (string)line["status"]!, (string)line["inputs"]!["text"]!, (string)line["outcomes"]![0]!,
            (int)line["attempts"]!));
        var journal = (await anna.GetAsync($"instances/{run}/journal")).Json.AsArray();
        Assert.Equal(Enumerable.Range(1, journal.Count), journal.Select(entry => (int)entry!["seq"]!));
        var half = journal.Count / 2;
        Assert.Equal(journal.Count - half, (await anna.GetAsync($"instances/{run}/journal?after={half}")).Json.AsArray().Count);
    }

    [Fact]
    public async Task The_same_wish_asked_twice_begins_one_run()
    {
        using var anna = await fixture.EnterAsync();
        await anna.PublishAsync(Definition(Line("a")));
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = anna.Server.Address };
        client.DefaultRequestHeaders.Add("X-Cer-Request", "1");
        client.DefaultRequestHeaders.Add("Cookie", $"cer_session={anna.Browser.Token}");
        client.DefaultRequestHeaders.Add("Idempotency-Key", "una-volta");
        for (var i = 0; i < 3; i++)
        {
            using var answer = await client.PostAsync(anna.At("definitions/main/run"), null, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }

        Assert.Single((await anna.GetAsync("instances")).Json.AsArray());
    }

    [Fact]
    public async Task A_draft_and_an_old_version_can_be_run_by_their_number()
    {
        using var anna = await fixture.EnterAsync();
        await anna.PublishAsync(Definition(Line("a")));
        await anna.SendAsync("PUT", "definitions/main", Designer.Body(Definition(Line("b")), 1));
        var run = await anna.RunAsync("main", """{"version": 2}""");
        await anna.UntilAsync(run, "Finished");
        Assert.Equal(["b"], await anna.LinesAsync(run));
        Assert.Equal(HttpStatusCode.NotFound, (await anna.PostAsync("definitions/main/run", """{"version": 7}""")).Status);
    }

    [Fact]
    public async Task What_failed_says_where_and_goes_on_from_there_when_it_is_tried_again()
    {
        using var anna = await fixture.EnterAsync();
        const string Script = "if (!variables.Pronto) { setVariable('Pronto', true); throw 'no'; }";
        // The second attempt finds another path: the first one left a mark.
        var id = await anna.PublishAsync(Definition(
            Sequence("all", Line("prima"), Activity("prova", "RunJavaScript", ("script", Literal(Script))), Line("dopo")),
            variables: [Value("Pronto", "Boolean", "false")]));
        var run = await anna.RunAsync(id);
        var failed = await anna.UntilAsync(run, "Faulted");
        Assert.Equal("prova", (string)Assert.Single(failed["incidents"]!.AsArray())!["activityId"]!);
        Assert.Equal(HttpStatusCode.Accepted, (await anna.PostAsync($"instances/{run}/retry")).Status);
        var after = await anna.UntilAsync(run, (await AnyAsync(anna, run)));
        Assert.Equal(["prima", "dopo"], (await anna.LinesAsync(run)).Distinct());
        Assert.Equal("Finished", (string)after["subStatus"]!);
        Assert.Equal(HttpStatusCode.Conflict, (await anna.PostAsync($"instances/{run}/retry")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await anna.PostAsync($"instances/{run}/cancel")).Status);
    }

    [Fact]
    public async Task A_task_is_answered_once_and_the_run_goes_on_with_the_result()
    {
        using var anna = await fixture.EnterAsync();
        var id = await anna.PublishAsync(Definition(
            Sequence("all", Activity("ask", "RunTask", ("taskName", Literal("Firma")), ("result", Output("Esito"))), LineOf("l", "Esito")),
            variables: [Value("Esito", "Object")]));
        var run = await anna.RunAsync(id);
        var waiting = await anna.UntilAsync(run, "Suspended");
        var bookmark = Assert.Single(waiting["bookmarks"]!.AsArray())!;
        Assert.Equal(("RunTask", "ask", "Firma"), (
            (string)bookmark["kind"]!, (string)bookmark["activityId"]!, (string)bookmark["payload"]!["taskName"]!));
        Assert.Equal(HttpStatusCode.NotFound, (await anna.PostAsync($"instances/{run}/tasks/99")).Status);
        var path = $"instances/{run}/tasks/{bookmark["id"]}";
        Assert.Equal(HttpStatusCode.Accepted, (await anna.PostAsync(path, """{"result": "sì"}""")).Status);
        Assert.Contains((await anna.PostAsync(path)).Status, new[] { HttpStatusCode.Conflict, HttpStatusCode.NotFound });
        await anna.UntilAsync(run, "Finished");
        Assert.Equal(["sì"], await anna.LinesAsync(run));
    }

    [Fact]
    public async Task An_event_begins_what_waits_for_it_and_is_heard_by_who_listens()
    {
        using var anna = await fixture.EnterAsync();
        var start = Activity("inizio", "Event", ("eventName", Literal("arrivo")), ("customProperties",
            new JsonObject { ["canStartWorkflow"] = true }));
        await anna.PublishAsync(Definition(Sequence("all", start, Line("sentito"))));
        Assert.Equal(
            HttpStatusCode.Accepted, (await anna.PostAsync("events", """{"name": "arrivo", "payload": {"x": 1}}""")).Status);
        JsonArray found = [];
        for (var i = 0; i < 1200 && found.Count == 0; i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
            found = (await anna.GetAsync("instances")).Json.AsArray();
        }

        var run = (string)Assert.Single(found)!["instanceId"]!;
        await anna.UntilAsync(run, "Finished");
        Assert.Equal(["sentito"], await anna.LinesAsync(run));
    }

    [Theory]
    [InlineData("instances/nessuna")]
    [InlineData("instances/nessuna/activities")]
    [InlineData("instances/nessuna/journal")]
    public async Task An_instance_that_is_not_there_is_not_found(string path)
    {
        using var anna = await fixture.EnterAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.PostAsync("instances/nessuna/cancel")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await anna.GetAsync("instances?take=1000")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await anna.GetAsync("instances?take=molti")).Status);
    }

    [Fact]
    public async Task What_is_given_up_is_listed_with_why_and_can_be_tried_again()
    {
        using var anna = await fixture.EnterAsync();
        Assert.Empty((await anna.GetAsync("dead-letters")).Json.AsArray());
        await anna.Server.RunAsync(
            """
            insert into wf.inbox (community_id, kind, key, payload, not_before, attempts, last_error, dead_at)
            values ($1, 'start', 'start:perso', '{"versionId": "", "definitionId": "nessuno", "input": {}}', now(), 10,
              'Found nothing.', now())
            """,
            anna.Village.Id.Value);
        var letter = Assert.Single((await anna.GetAsync("dead-letters")).Json.AsArray())!;
        Assert.Equal(("inbox", "Found nothing."), ((string)letter["box"]!, (string)letter["reason"]!));
        Assert.Equal(HttpStatusCode.Accepted, (await anna.PostAsync($"dead-letters/inbox/{letter["id"]}/retry")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.PostAsync("dead-letters/inbox/999999/retry")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.PostAsync($"dead-letters/altro/{letter["id"]}/retry")).Status);
    }

    /// <summary>Waits until a retry has come to something.</summary>
    private static async Task<string> AnyAsync(Designer designer, string run)
    {
        for (var i = 0; i < 1200; i++)
        {
            var status = (string)(await designer.GetAsync($"instances/{run}")).Json["subStatus"]!;
            if (status == "Finished") return status;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        return "Finished";
    }
}
