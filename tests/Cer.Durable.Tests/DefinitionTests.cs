using System.Text.Json.Nodes;
using Cer.Workflows.Definitions;
using Cer.Workflows.Hosting;
using Npgsql;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Durable.Tests;

/// <summary>Drafts and versions: elsewhere a history is redrawn with the edited graph, or a workflow is overwritten.</summary>
public sealed class DefinitionTests(FlowFixture fixture)
{
    [Trait("Pain", "running instances change with the definition")]
    [Fact]
    public async Task An_instance_stays_on_the_version_it_began_with()
    {
        await using var house = await House.OpenAsync(fixture);
        JsonObject Wait() => Activity("wait", "Delay", ("timeSpan", Literal("00:10:00", "TimeSpan")));
        await house.PublishAsync(Definition(Sequence("all", Wait(), Line("old"))));
        var old = await house.StartAsync();
        await house.QuietAsync();
        await house.PublishAsync(Definition(Sequence("all", Wait(), Line("new"))));
        var young = await house.StartAsync();
        await house.QuietAsync();
        house.Time.Forward(TimeSpan.FromMinutes(11));
        await house.QuietAsync();
        Assert.Equal(["old"], await house.LinesAsync(old));
        Assert.Equal(["new"], await house.LinesAsync(young));
    }

    [Trait("Pain", "the wrong workflow is overwritten")]
    [Fact]
    public async Task Who_saves_over_what_somebody_else_has_changed_is_told_so()
    {
        await using var house = await House.OpenAsync(fixture);
        var first = await SaveAsync(house, Definition(Line("a")), null);
        Assert.Equal(new(1, 1), first.Revision);
        var second = await SaveAsync(house, Definition(Line("b")), first.Revision);
        Assert.Equal(new(1, 2), second.Revision);
        var fault = await Assert.ThrowsAsync<DefinitionConflictException>(() => SaveAsync(house, Definition(Line("c")), first.Revision));
        Assert.StartsWith("Found version 1, saved 2 times of the workflow 'main', expected version 1, saved 1 times",
            fault.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<DefinitionConflictException>(() => SaveAsync(house, Definition(Line("c")), null));
    }

    [Fact]
    public async Task A_version_that_was_published_or_has_run_is_never_changed()
    {
        await using var house = await House.OpenAsync(fixture);
        var draft = await SaveAsync(house, Definition(Line("a")), null);
        await house.StartAsync();
        await house.QuietAsync();
        var after = await SaveAsync(house, Definition(Line("b")), draft.Revision);
        Assert.Equal(new(2, 2), after.Revision);
        await house.Desk.PublishAsync(house.Tenant, "main", after.Revision, House.Cancellation);
        var third = await SaveAsync(house, Definition(Line("c")), after.Revision);
        Assert.Equal(new(3, 3), third.Revision);
        Assert.Equal(
            [(3, true, false), (2, false, true), (1, false, false)],
            (await house.Definitions.VersionsAsync(house.Tenant, "main", House.Cancellation))
                .Select(one => (one.Revision.Version, one.IsLatest, one.IsPublished)));
        var refused = await Assert.ThrowsAsync<PostgresException>(
            () => house.RunAsync("update wf.definition set document = '{}' where version = 1"));
        Assert.StartsWith("Found a change of version 1 of the workflow main, expected a new version",
            refused.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_would_not_do_what_was_meant_is_not_published()
    {
        await using var house = await House.OpenAsync(fixture);
        await SaveAsync(house, Definition(Flows.Trigger("at", "Cron", "cronExpression", "nonsense")), null);
        var result = await house.Desk.PublishAsync(house.Tenant, "main", null, House.Cancellation);
        Assert.Null(result.Published);
        Assert.Contains(result.Problems, problem => problem.ActivityId == "at" && problem.Prevents);
        Assert.Equal(0, await house.CountAsync("wf.trigger"));
    }

    [Fact]
    public async Task Two_workflows_cannot_answer_at_one_path()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Definition(Flows.Trigger("in", "HttpEndpoint", "path", "orders/{id}"), id: "one"));
        await SaveAsync(house, Definition(Flows.Trigger("in", "HttpEndpoint", "path", "/orders/{id}"), id: "two"), null);
        var result = await house.Desk.PublishAsync(house.Tenant, "two", null, House.Cancellation);
        Assert.Null(result.Published);
        Assert.Contains(result.Problems, problem =>
            problem.Message.StartsWith("Found 'orders/{id}' at another published workflow", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_old_version_comes_back_as_a_new_draft()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Definition(Line("a")));
        await house.PublishAsync(Definition(Line("b")));
        var draft = await house.Desk.RevertAsync(house.Tenant, "main", 1, "test", House.Cancellation);
        Assert.Equal(new(3, 3), draft.Revision);
        Assert.Contains("line-a", DefinitionText.Write(draft.Definition), StringComparison.Ordinal);
        Assert.False(draft.IsPublished);
        await house.StartAsync();
        await house.QuietAsync();
        Assert.Equal(["b"], await house.LinesAsync());
    }

    [Fact]
    public async Task Many_are_brought_in_and_taken_out_and_nothing_of_them_is_lost()
    {
        await using var house = await House.OpenAsync(fixture);
        string[] texts = [Definition(Line("a"), id: "one"), Flows.With(Definition(Line("b"), id: "two"), ("note", "è \u0001 \u2028 <&>"))];
        await house.Desk.ImportAsync(house.Tenant, texts, "test", House.Cancellation);
        var out1 = await house.Desk.ExportAsync(house.Tenant, [], House.Cancellation);
        Assert.Equal(["one", "two"], out1.Select(one => one.DefinitionId));
        foreach (var (text, exported) in texts.Zip(out1))
        {
            var expected = (JsonObject)JsonNode.Parse(text)!;
            expected["isPublished"] = false;
            Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(exported.Text)), exported.Text);
        }

        var fault = await Assert.ThrowsAsync<DefinitionException>(
            () => house.Desk.ImportAsync(house.Tenant, [texts[0], "{"], "test", House.Cancellation));
        Assert.StartsWith("Definition 2: Found text that is not JSON", fault.Message, StringComparison.Ordinal);
        Assert.Equal(2, await house.CountAsync("wf.definition"));
    }

    [Fact]
    public async Task Finished_instances_are_forgotten_after_a_term_and_that_is_written_down()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Definition(Sequence("all", Line("a"), Activity("ask", "RunTask", ("taskName", Literal("x"))))));
        await house.PublishAsync(Definition(Line("b"), id: "short"));
        var waiting = await house.StartAsync();
        await house.StartAsync("short");
        await house.QuietAsync();
        var retention = new Storage.Workflows.FlowRetention(fixture.Database.App);
        Assert.Equal(0, await retention.ForgetAsync(house.Tenant, house.Time.GetUtcNow().AddDays(-1), House.Cancellation));
        Assert.Equal(1, await retention.ForgetAsync(house.Tenant, house.Time.GetUtcNow().AddDays(1), House.Cancellation));
        Assert.Equal([waiting], await house.ListAsync("select id from wf.instance"));
        Assert.Equal(["1"], await house.ListAsync($"select instances from wf.forgotten where community_id = {house.Tenant}"));
        await using var command = fixture.Database.App.CreateCommand("delete from wf.instance");
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(
            () => command.ExecuteNonQueryAsync(House.Cancellation))).SqlState);
    }

    private static async Task<SavedDefinition> SaveAsync(House house, string definition, DefinitionRevision? expected) =>
        (await house.Desk.SaveAsync(house.Tenant, DefinitionText.Read(definition), expected, "test", House.Cancellation)).Saved;
}
