using System.Net;
using System.Text.Json.Nodes;
using Cer.Host.Tests.People;
using Cer.Operations.People;

namespace Cer.Host.Tests.Workflows;

/// <summary>What the editor asks about a draft is answered at once, and nothing is done outside for it.</summary>
public class DraftTests(PeopleFixture fixture)
{
    private PeopleServer Server => fixture.Server;

    [Fact]
    public async Task Activities_are_listed_with_what_they_take_and_how_they_end()
    {
        var (browser, at) = await EnterAsync();
        using var _ = browser;
        var answer = await browser.GetAsync($"{at}/activities");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var cron = One(answer.Json, "Elsa.Cron");
        Assert.Equal(("cronExpression", "String", true), (
            (string)cron["inputs"]![0]!["name"]!, (string)cron["inputs"]![0]!["type"]!, (bool)cron["isTrigger"]!));
        Assert.Equal(["True", "False"], One(answer.Json, "Elsa.FlowDecision")["outcomes"]!.AsArray().Select(one => (string)one!));
        Assert.Equal("String[]", (string)One(answer.Json, "Elsa.FlowFork")["inputs"]![0]!["type"]!);
    }

    [Fact]
    public async Task A_draft_is_told_its_problems_with_the_activity_and_the_field()
    {
        var (browser, at) = await EnterAsync();
        using var _ = browser;
        var answer = await browser.PostAsync($"{at}/check", Body(Activity("c", "Elsa.Cron", "cronExpression", "Literal", "ogni giorno")));
        var problem = Assert.Single(answer.Json["problems"]!.AsArray())!;
        Assert.Equal(("c", "cronExpression", true), (
            (string)problem["activityId"]!, (string)problem["field"]!, (bool)problem["prevents"]!));
    }

    [Fact]
    public async Task A_trial_tells_lines_values_and_every_execution_and_only_notes_what_goes_outside()
    {
        var (browser, at) = await EnterAsync();
        using var _ = browser;
        var answer = await browser.PostAsync($"{at}/trial", """
            {"input": {"Mese": "2026-10"}, "document": {
              "inputs": [{"name": "Mese", "type": "String"}],
              "variables": [{"id": "v", "name": "Somma", "typeName": "Int32", "value": "1"}],
              "root": {"id": "r", "type": "Elsa.Flowchart", "activities": [
                {"id": "a", "type": "Elsa.WriteLine",
                 "text": {"typeName": "String", "expression": {"type": "JavaScript", "value": "getMese() + variables.Somma"}}},
                {"id": "h", "type": "Elsa.FlowSendHttpRequest",
                 "url": {"typeName": "String", "expression": {"type": "Literal", "value": "http://127.0.0.1:1/x"}},
                 "method": {"typeName": "String", "expression": {"type": "Literal", "value": "POST"}}},
                {"id": "m", "type": "Elsa.SendEmail",
                 "to": {"typeName": "String", "expression": {"type": "Object", "value": "[\"a@example.org\"]"}},
                 "subject": {"typeName": "String", "expression": {"type": "Literal", "value": "Ciao"}}},
                {"id": "d", "type": "Elsa.Delay",
                 "timeSpan": {"typeName": "TimeSpan", "expression": {"type": "Literal", "value": "10:00:00"}}},
                {"id": "z", "type": "Elsa.WriteLine",
                 "text": {"typeName": "String", "expression": {"type": "Literal", "value": "fine"}}}],
               "connections": [
                {"source": {"activity": "a", "port": "Done"}, "target": {"activity": "h", "port": "In"}},
                {"source": {"activity": "h", "port": "200"}, "target": {"activity": "m", "port": "In"}},
                {"source": {"activity": "m", "port": "Done"}, "target": {"activity": "d", "port": "In"}},
                {"source": {"activity": "d", "port": "Done"}, "target": {"activity": "z", "port": "In"}}]}}}
            """);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var trial = answer.Json;
        Assert.Equal("Finished", (string)trial["subStatus"]!);
        Assert.Equal(["2026-101", "fine"], trial["lines"]!.AsArray().Select(line => (string)line!));
        Assert.Equal(
            ["http h POST http://127.0.0.1:1/x", "mail m a@example.org: Ciao"],
            trial["effects"]!.AsArray().Select(one => $"{one!["kind"]} {one["activityId"]} {one["text"]}").Take(2));
        Assert.Contains(trial["effects"]!.AsArray(), one => (string)one!["kind"]! == "wait" && (string)one["activityId"]! == "d");
        Assert.Equal(1, (int)trial["variables"]!["Somma"]!);
        var request = trial["activities"]!.AsArray().Single(one => (string)one!["activityId"]! == "h")!;
        Assert.Equal(("r:h", "Completed", "http://127.0.0.1:1/x"), (
            (string)request["nodeId"]!, (string)request["status"]!, (string)request["inputs"]!["url"]!));
        Assert.Equal(["200", "Done"], request["outcomes"]!.AsArray().Select(one => (string)one!));
    }

    [Fact]
    public async Task A_trial_that_faults_says_where()
    {
        var (browser, at) = await EnterAsync();
        using var _ = browser;
        var body = Body(Activity("w", "Elsa.WriteLine", "text", "JavaScript", "mai.visto"));
        var trial = (await browser.PostAsync($"{at}/trial", body)).Json;
        Assert.Equal(("Faulted", "w"), ((string)trial["subStatus"]!, (string)trial["incidents"]![0]!["activityId"]!));
        var execution = trial["activities"]!.AsArray().Single(one => (string)one!["activityId"]! == "w")!;
        Assert.Equal("Faulted", (string)execution["status"]!);
    }

    [Theory]
    [InlineData("'x'", "lines")]
    [InlineData("'x'.repeat(100000)", "characters")]
    public async Task A_trial_without_an_end_is_stopped(string text, string word)
    {
        var (browser, at) = await EnterAsync();
        using var _ = browser;
        var loop = Activity("w", "Elsa.While", "condition", "JavaScript", "true");
        loop["body"] = Activity("l", "Elsa.WriteLine", "text", "JavaScript", text);
        var answer = await browser.PostAsync($"{at}/trial", Body(loop));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("Interrupted", (string)answer.Json["subStatus"]!);
        Assert.Contains(word, (string)answer.Json["stopped"]!, StringComparison.Ordinal);
        Assert.InRange(answer.Json["lines"]!.AsArray().Count, 1, 10_000);
        Assert.InRange(answer.Text.Length, 1, 8_000_000);
    }

    [Fact]
    public async Task A_trial_that_grows_without_end_is_stopped()
    {
        var (browser, at) = await EnterAsync();
        using var _ = browser;
        var loop = Activity("w", "Elsa.While", "condition", "JavaScript", "true");
        const string Script = "variables.X = (variables.X || 'x') + 'y'.repeat(100000)";
        loop["body"] = Activity("j", "Elsa.RunJavaScript", "script", "Literal", Script);
        var body = JsonNode.Parse(Body(loop))!;
        body["document"]!["variables"] = new JsonArray(
            new JsonObject { ["id"] = "x", ["name"] = "X", ["typeName"] = "String" });
        var answer = await browser.PostAsync($"{at}/trial", body.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Contains((string)answer.Json["subStatus"]!, new[] { "Interrupted", "Faulted" });
        Assert.InRange(answer.Text.Length, 1, 8_000_000);
    }

    [Fact]
    public async Task An_expression_is_evaluated_with_the_values_at_hand()
    {
        var (browser, at) = await EnterAsync();
        using var _ = browser;
        var body = JsonNode.Parse(Body(new JsonObject { ["id"] = "e", ["type"] = "Elsa.Event", ["name"] = "Arrivo" }))!;
        body["document"]!["variables"] = new JsonArray(
            new JsonObject { ["id"] = "x", ["name"] = "Kwh", ["typeName"] = "Int32", ["value"] = "2" });
        (body["activityId"], body["syntax"]) = ("e", "JavaScript");
        body["outputs"] = new JsonObject { ["e"] = new JsonObject { ["result"] = 3 } };

        Assert.Equal("5", await EvaluatedAsync("variables.Kwh + getResultFromArrivo()"));
        body["variables"] = new JsonObject { ["Kwh"] = 40 };
        Assert.Equal("43", await EvaluatedAsync("variables.Kwh + getResultFromArrivo()"));

        body["text"] = "1 +\n  (2 *";
        var fault = (await browser.PostAsync($"{at}/evaluate", body.ToJsonString())).Json["fault"]!;
        Assert.StartsWith("Found", (string)fault["message"]!, StringComparison.Ordinal);
        Assert.Equal(2, (int)fault["line"]!);
        body["text"] = "while (true) {}";
        Assert.NotNull((await browser.PostAsync($"{at}/evaluate", body.ToJsonString())).Json["fault"]);
        // Forty lists inside one another, each twice: 2^40 of them if written out.
        body["text"] = "let x = [1]; for (let i = 0; i < 40; i++) x = [x, x]; return x;";
        Assert.InRange((await browser.PostAsync($"{at}/evaluate", body.ToJsonString())).Text.Length, 1, 100_000);

        async Task<string> EvaluatedAsync(string text)
        {
            body["text"] = text;
            return (string)(await browser.PostAsync($"{at}/evaluate", body.ToJsonString())).Json["text"]!;
        }
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"document\": {}}")]
    [InlineData("{\"document\": {\"root\": {}}}")]
    [InlineData("{\"document\": {\"root\": {\"id\": \"a\", \"id\": \"b\", \"type\": \"Elsa.Start\"}}}")]
    [InlineData("{\"document\": {\"root\": {\"id\": \"\\ud800\", \"type\": \"Elsa.WriteLine\"}}, \"input\": []}")]
    [InlineData("{\"document\": {\"root\": {\"id\": \"a\", \"type\": \"Elsa.WriteLine\"}}, \"input\": 3}")]
    public async Task What_is_no_draft_is_refused_with_a_sentence(string body)
    {
        var (browser, at) = await EnterAsync();
        using var _ = browser;
        var answer = await browser.PostAsync($"{at}/trial", body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("expected", answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_too_large_to_look_at_in_time_is_refused()
    {
        var (browser, at) = await EnterAsync();
        using var _ = browser;
        var activities = Enumerable.Range(0, 3_000).Select(i => (JsonNode)new JsonObject { ["id"] = $"a{i}", ["type"] = "Elsa.Start" });
        var root = new JsonObject { ["id"] = "r", ["type"] = "Elsa.Flowchart", ["activities"] = new JsonArray([.. activities]) };
        var answer = await browser.PostAsync($"{at}/check", Body(root));
        Assert.Equal((HttpStatusCode.BadRequest, true), (answer.Status, answer.Detail.Contains("3001", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_auditor_reads_the_catalogue_and_tries_nothing()
    {
        var (browser, at) = await EnterAsync(Role.Auditor);
        using var _ = browser;
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"{at}/activities")).Status);
        var body = Body(Activity("w", "Elsa.WriteLine", "text", "Literal", "x"));
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.PostAsync($"{at}/trial", body)).Status);
    }

    private async Task<(PageClient Browser, string At)> EnterAsync(Role role = Role.Operator)
    {
        var village = await Village.FoundAsync(Server);
        var browser = await Server.SignedInAsync(new PersonRole(role, village.Id, village.Code, null));
        return (browser, $"/api/communities/{village.Code}/workflows");
    }

    private static JsonNode One(JsonNode list, string type) => list.AsArray().Single(one => (string)one!["type"]! == type)!;

    [Fact]
    public async Task What_is_pinned_gives_its_data_and_outcome_and_is_not_run()
    {
        var (browser, at) = await EnterAsync();
        using var _ = browser;
        var answer = await browser.PostAsync($"{at}/trial", """
            {"pinned": {"m": {"outputs": {"result": 41}, "outcomes": ["Sent"]}}, "document": {
              "root": {"id": "r", "type": "Elsa.Flowchart", "activities": [
                {"id": "m", "name": "Mail", "type": "Elsa.SendEmail"},
                {"id": "a", "type": "Elsa.WriteLine",
                 "text": {"typeName": "String", "expression": {"type": "JavaScript", "value": "getResultFromMail() + 1"}}},
                {"id": "b", "type": "Elsa.WriteLine"}],
               "connections": [
                {"source": {"activity": "m", "port": "Sent"}, "target": {"activity": "a", "port": "In"}},
                {"source": {"activity": "m", "port": "Done"}, "target": {"activity": "b", "port": "In"}}]}}}
            """);
        Assert.Equal(["42"], answer.Json["lines"]!.AsArray().Select(line => (string)line!));
        Assert.Empty(answer.Json["effects"]!.AsArray());
    }

    [Theory]
    [InlineData("""{"m": 1}""")]
    [InlineData("""{"m": {"outputs": []}}""")]
    [InlineData("""{"m": {"outcomes": [1]}}""")]
    public async Task Pinned_data_of_another_shape_are_refused(string pinned)
    {
        var (browser, at) = await EnterAsync();
        using var _ = browser;
        var answer = await browser.PostAsync(
            $"{at}/trial", $$$$"""{"pinned": {{{{pinned}}}}, "document": {"root": {"id": "m", "type": "Elsa.WriteLine"}}}""");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.StartsWith("pinned: Found other pinned", (string)answer.Json["detail"]!, StringComparison.Ordinal);
    }

    private static JsonObject Activity(string id, string type, string input, string syntax, string value) => new()
    {
        ["id"] = id,
        ["type"] = type,
        [input] = new JsonObject
        {
            ["typeName"] = "String",
            ["expression"] = new JsonObject { ["type"] = syntax, ["value"] = value },
        },
    };

    private static string Body(JsonObject root) => new JsonObject { ["document"] = new JsonObject { ["root"] = root } }.ToJsonString();
}
