using System.Net;
using System.Text.Json.Nodes;
using Cer.Operations.People;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Host.Tests.Workflows;

/// <summary>Drafts are kept, published, taken back and never written over somebody else's.</summary>
public class DefinitionCallsTests(FlowFixture fixture)
{
    [Fact]
    public async Task A_new_draft_is_kept_with_what_is_unknown_in_it_and_listed_with_its_problems()
    {
        using var anna = await fixture.EnterAsync();
        var document = JsonNode.Parse(Definition(Activity("c", "Cron", ("cronExpression", Literal("mai"))), id: "orario"))!;
        document["name"] = "Orario è <&>";
        document["description"] = "Ogni ora";
        document["altrove"] = new JsonObject { ["x"] = 1.50m };
        var id = await anna.MakeAsync(document.ToJsonString());
        Assert.Equal("orario", id);

        var row = Assert.Single((await anna.GetAsync("definitions")).Json.AsArray())!;
        Assert.Equal(
            ("orario", "Orario è <&>", "Ogni ora", 1, 1, false, null, "Persona di Prova", 1),
            ((string)row["definitionId"]!, (string)row["name"]!, (string)row["description"]!, (int)row["version"]!, (int)row["revision"]!,
                (bool)row["isPublished"]!, (int?)row["publishedVersion"], (string)row["changedBy"]!, (int)row["problems"]!));

        var loaded = (await anna.GetAsync("definitions/orario")).Json;
        Assert.Equal("1.50", loaded["document"]!["altrove"]!["x"]!.ToJsonString());
        Assert.Equal("c", (string)loaded["problems"]![0]!["activityId"]!);
        Assert.True((bool)loaded["isLatest"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync("definitions/altro")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync("definitions/orario?version=2")).Status);
    }

    [Fact]
    public async Task A_new_draft_with_the_id_of_another_gets_one_of_its_own()
    {
        using var anna = await fixture.EnterAsync();
        Assert.Equal("main", await anna.MakeAsync(Definition(Line("a"))));
        var second = await anna.MakeAsync(Definition(Line("b")));
        Assert.NotEqual("main", second);
        Assert.NotEqual("export", await anna.MakeAsync(Definition(Line("c"), id: "export")));
        Assert.NotEqual("a/b", await anna.MakeAsync(Definition(Line("d"), id: "a/b")));
        Assert.NotEqual("", await anna.MakeAsync("""{"root": {"id": "l", "type": "Elsa.WriteLine"}}"""));
        Assert.Equal(5, (await anna.GetAsync("definitions")).Json.AsArray().Count);
        Assert.Contains("line-a", (await anna.GetAsync("definitions/main")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_saves_over_what_somebody_else_has_saved_is_told_who_and_when()
    {
        using var anna = await fixture.EnterAsync();
        using var bruno = await Designer.EnterAsync(anna.Server, anna.Village, Role.Administrator);
        await anna.MakeAsync(Definition(Line("a")));
        var saved = await anna.SendAsync("PUT", "definitions/main", Designer.Body(Definition(Line("b")), 1));
        Assert.Equal((HttpStatusCode.OK, 1, 2), (saved.Status, (int)saved.Json["version"]!, (int)saved.Json["revision"]!));
        var answer = await bruno.SendAsync("PUT", "definitions/main", Designer.Body(Definition(Line("c")), 1));
        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Contains("somebody else has changed it", answer.Detail, StringComparison.Ordinal);
        var current = answer.Json["current"]!;
        Assert.Equal((2, 1, "Persona di Prova"), ((int)current["revision"]!, (int)current["version"]!, (string)current["changedBy"]!));
        Assert.NotNull((string)current["changedAt"]!);
        Assert.Contains("line-b", (await anna.GetAsync("definitions/main")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await bruno.PostAsync("definitions/main/publish", """{"revision": 1}""")).Status);
        // Also over a version that came after the published one: the number goes on from version to version.
        Assert.Equal(HttpStatusCode.OK, (await anna.PostAsync("definitions/main/publish", """{"revision": 2}""")).Status);
        Assert.Equal(3, (int)(await anna.SendAsync("PUT", "definitions/main", Designer.Body(Definition(Line("d")), 2))).Json["revision"]!);
        Assert.Equal(
            HttpStatusCode.Conflict,
            (await bruno.SendAsync("PUT", "definitions/main", Designer.Body(Definition(Line("e")), 2))).Status);
    }

    [Fact]
    public async Task Publishing_makes_what_was_saved_the_one_that_runs_and_saving_then_makes_a_new_version()
    {
        using var anna = await fixture.EnterAsync();
        var id = await anna.PublishAsync(Definition(Line("a")));
        await anna.SendAsync("PUT", "definitions/main", Designer.Body(Definition(Line("b")), 1));
        var row = Assert.Single((await anna.GetAsync("definitions")).Json.AsArray())!;
        Assert.Equal((2, false, 1), ((int)row["version"]!, (bool)row["isPublished"]!, (int)row["publishedVersion"]!));
        var run = await anna.RunAsync(id);
        await anna.UntilAsync(run, "Finished");
        Assert.Equal(["a"], await anna.LinesAsync(run));

        var versions = (await anna.GetAsync("definitions/main/versions")).Json.AsArray();
        Assert.Equal(
            [(2, false, true), (1, true, false)],
            versions.Select(one => ((int)one!["version"]!, (bool)one["isPublished"]!, (bool)one["isLatest"]!)));
        var diff = (await anna.GetAsync("definitions/main/diff?from=1&to=2")).Json;
        var (before, after) = (((string)diff["from"]!["text"]!).Split('\n'), ((string)diff["to"]!["text"]!).Split('\n'));
        // Only what the designer changed differs: the line's id, its name, its text.
        Assert.Equal(before.Length, after.Length);
        Assert.Equal(3, before.Zip(after).Count(pair => pair.First != pair.Second));
    }

    [Fact]
    public async Task What_has_a_problem_is_not_published_and_the_problem_is_told()
    {
        using var anna = await fixture.EnterAsync();
        await anna.MakeAsync(Definition(Activity("c", "Cron", ("cronExpression", Literal("mai")))));
        var answer = await anna.PostAsync("definitions/main/publish", """{"revision": 1}""");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(
            ("c", "cronExpression"),
            ((string)answer.Json["problems"]![0]!["activityId"]!, (string)answer.Json["problems"]![0]!["field"]!));
    }

    [Fact]
    public async Task What_is_retracted_begins_no_more_and_an_old_version_comes_back_as_a_draft()
    {
        using var anna = await fixture.EnterAsync();
        await anna.PublishAsync(Definition(Line("a")));
        await anna.SendAsync("PUT", "definitions/main", Designer.Body(Definition(Line("b")), 1));
        Assert.Equal(HttpStatusCode.NoContent, (await anna.PostAsync("definitions/main/retract")).Status);
        Assert.Null((int?)(await anna.GetAsync("definitions")).Json[0]!["publishedVersion"]);
        var answer = await anna.PostAsync("definitions/main/revert", """{"version": 1}""");
        Assert.Equal((HttpStatusCode.OK, 3, 3), (answer.Status, (int)answer.Json["version"]!, (int)answer.Json["revision"]!));
        Assert.Contains("line-a", (await anna.GetAsync("definitions/main")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.PostAsync("definitions/main/revert", """{"version": 9}""")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.PostAsync("definitions/altro/retract")).Status);
    }

    [Fact]
    public async Task A_workflow_is_deleted_only_when_nothing_of_it_runs_and_its_runs_can_still_be_looked_at()
    {
        using var anna = await fixture.EnterAsync();
        var id = await anna.PublishAsync(Definition(Activity("ask", "RunTask", ("taskName", Literal("Firma")))));
        var run = await anna.RunAsync(id);
        await anna.UntilAsync(run, "Suspended");
        var refused = await anna.SendAsync("DELETE", "definitions/main");
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Equal(HttpStatusCode.Accepted, (await anna.PostAsync($"instances/{run}/cancel")).Status);
        await anna.UntilAsync(run, "Cancelled");
        Assert.Equal(HttpStatusCode.NoContent, (await anna.SendAsync("DELETE", "definitions/main")).Status);
        Assert.Empty((await anna.GetAsync("definitions")).Json.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync("definitions/main")).Status);
        Assert.Equal(HttpStatusCode.OK, (await anna.GetAsync("definitions/main?version=1")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.SendAsync("DELETE", "definitions/main")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.PostAsync("definitions/main/run")).Status);
        // Whoever deleted it by mistake has it back.
        Assert.Equal(2, (int)(await anna.PostAsync("definitions/main/revert", """{"version": 1}""")).Json["version"]!);
        Assert.Equal(HttpStatusCode.OK, (await anna.GetAsync("definitions/main")).Status);
    }

    [Fact]
    public async Task Each_role_does_what_it_may_and_nobody_sees_another_communitys_workflows()
    {
        using var anna = await fixture.EnterAsync();
        await anna.MakeAsync(Definition(Line("a")));
        foreach (var role in new[] { Role.Approver, Role.Auditor, Role.Accountant })
        {
            using var other = await Designer.EnterAsync(anna.Server, anna.Village, role);
            Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("definitions/main")).Status);
            Assert.Equal(
                HttpStatusCode.Forbidden,
                (await other.SendAsync("PUT", "definitions/main", Designer.Body(Definition(Line("b")), 1))).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await other.PostAsync("definitions/main/run")).Status);
        }

        using var stranger = await fixture.EnterAsync(Role.Administrator);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Browser.GetAsync(anna.At("definitions/main"))).Status);
        Assert.Empty((await stranger.GetAsync("definitions")).Json.AsArray());
        using var everywhere = await anna.Server.SignedInAsync(new PersonRole(Role.Administrator, null, null, null));
        Assert.Equal(HttpStatusCode.NotFound, (await everywhere.GetAsync("/api/communities/nessuna/workflows/definitions")).Status);
    }

    [Theory]
    [InlineData("POST", "definitions", "{")]
    [InlineData("POST", "definitions", "{\"document\": []}")]
    [InlineData("POST", "definitions", "{\"document\": {\"root\": {\"id\": \"\\ud800\", \"type\": \"Elsa.WriteLine\"}}}")]
    [InlineData("PUT", "definitions/main", "{\"document\": {\"root\": {\"type\": \"Elsa.WriteLine\"}}}")]
    [InlineData("PUT", "definitions/main", "{\"revision\": \"1\", \"document\": {\"root\": {\"type\": \"Elsa.WriteLine\"}}}")]
    [InlineData("PUT", "definitions/main", "{\"revision\": 1e99, \"document\": {\"root\": {\"type\": \"Elsa.WriteLine\"}}}")]
    [InlineData("POST", "definitions/main/publish", "{\"revision\": {}}")]
    [InlineData("POST", "definitions/main/publish", "[1]")]
    [InlineData("POST", "definitions/main/revert", "{}")]
    [InlineData("POST", "definitions/main/run", "{\"input\": [1]}")]
    [InlineData("POST", "definitions/main/run", "{\"input\": {\"a\": 1, \"a\": 2}}")]
    [InlineData("POST", "definitions/main/run", "{\"version\": true}")]
    [InlineData("POST", "definitions/main/run", "{\"correlationId\": 3}")]
    [InlineData("POST", "definitions/import", "{")]
    [InlineData("POST", "events", "{\"name\": \"\"}")]
    public async Task What_is_no_such_request_is_refused_with_a_sentence(string method, string path, string body)
    {
        using var anna = await fixture.EnterAsync();
        await anna.MakeAsync(Definition(Line("a")));
        var answer = await anna.SendAsync(method, path, body);
        if (path == "definitions/import")
            Assert.Contains("expected", (string)answer.Json["refused"]![0]!["detail"]!, StringComparison.Ordinal);
        else Assert.Equal((HttpStatusCode.BadRequest, true), (answer.Status, answer.Detail.Contains("expected", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_draft_too_large_is_not_kept_and_one_nested_deep_comes_back_as_it_was()
    {
        using var anna = await fixture.EnterAsync();
        var many = Enumerable.Range(0, 3_000).Select(i => Activity($"a{i}", "Start")).ToArray();
        var refused = await anna.PostAsync("definitions", Designer.Body(Definition(Sequence("s", many))));
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        var deep = Line("innen");
        for (var i = 0; i < 60; i++) deep = Sequence($"s{i}", deep);
        // Four levels of JSON for each sequence would be too deep: two for an array and its item.
        var answer = await anna.PostAsync("definitions", DeepBody(deep));
        Assert.Equal(HttpStatusCode.Created, answer.Status);
        var loaded = await anna.GetAsync($"definitions/{answer.Json["definitionId"]}");
        Assert.Equal(HttpStatusCode.OK, loaded.Status);
        Assert.Contains("innen", loaded.Text, StringComparison.Ordinal);
    }

    private static string DeepBody(JsonObject root) =>
        new JsonObject { ["document"] = new JsonObject { ["root"] = root } }.ToJsonString();
}
