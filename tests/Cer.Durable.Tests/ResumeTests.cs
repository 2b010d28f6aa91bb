using System.Text.Json.Nodes;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Durable.Tests;

/// <summary>Waits and those who end them: elsewhere parents are never resumed, and bookmarks stay.</summary>
public sealed class ResumeTests(FlowFixture fixture)
{
    private static string Child(params JsonObject[] steps) => Definition(
        Sequence("steps", [LineJs("hi", "`child ${getItem()}`"), .. steps]), inputs: [Named("Item", "Int32")], id: "child");

    [Trait("Pain", "two parallel delays, one resumes")]
    [Fact]
    public async Task Two_parallel_delays_both_resume_after_a_restart()
    {
        await using var house = await House.OpenAsync(fixture);
        JsonObject Delay(string id) => Activity(id, "Delay", ("timeSpan", Literal("00:10:00", "TimeSpan")));
        await house.PublishAsync(Definition(Flowchart(
            [Activity("s", "Start"), Delay("a"), Delay("b"), Line("one"), Line("two")], "s -> a", "s -> b",
                "a -> line-one", "b -> line-two")));
        var id = await house.StartAsync();
        await house.QuietAsync();
        Assert.Equal("Suspended", await house.StatusAsync(id));
        Assert.Equal(2, await house.CountAsync("wf.bookmark where due_at is not null"));
        house.Time.Forward(TimeSpan.FromMinutes(9));
        await house.QuietAsync();
        Assert.Empty(await house.LinesAsync(id));
        house.Time.Forward(TimeSpan.FromMinutes(2));
        await house.QuietAsync();
        Assert.Equal(["one", "two"], await house.LinesAsync(id));
        Assert.Equal("Finished", await house.StatusAsync(id));
        Assert.Equal(0, await house.CountAsync("wf.bookmark"));
    }

    [Trait("Pain", "the parent never resumes")]
    [Trait("Pain", "every child of many gets the last item")]
    [Fact]
    public async Task Five_hundred_children_on_three_nodes_let_the_parent_finish_exactly_once()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Child(Flows.Own("mark", "Insert", "child")));
        var items = "[" + string.Join(',', Enumerable.Range(0, 500)) + "]";
        await house.PublishAsync(Definition(Flowchart(
            [
                Activity("bulk", "BulkDispatchWorkflows", ("workflowDefinitionId", Literal("child")), ("items", Input("Object", items))),
                Flows.Own("end", "Insert", "parent"),
            ],
            "bulk:Completed -> end")));
        var id = await house.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            await House.UntilAsync(async () =>
            {
                await house.QuietAsync();
                return await house.StatusAsync(id) == "Finished";
            });
        })));
        Assert.Equal(["500"], await house.ListAsync("select count(*) from test.effect where what = 'child'"));
        Assert.Equal(["1"], await house.ListAsync("select count(*) from test.effect where what = 'parent'"));
        Assert.Equal(501, await house.CountAsync("wf.instance where sub_status = 'Finished'"));
        // Each had the item of its own.
        Assert.Equal(500, await house.CountAsync("(select distinct message from wf.journal where message like 'child %') as said"));
        Assert.Equal(0, await house.CountAsync("wf.bookmark"));
    }

    [Trait("Pain", "a completion arrives before the parent is saved")]
    [Fact]
    public async Task A_completion_that_comes_before_the_parent_waits_is_kept_until_it_does()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Definition(Sequence(
            "all",
            Activity("wait", "Delay", ("timeSpan", Literal("01:00:00", "TimeSpan"))),
            Activity("ask", "RunTask", ("taskName", Literal("Check")), ("result", Output("R"))),
            LineOf("said", "R")), [Value("R", "String")]));
        var id = await house.StartAsync();
        await house.QuietAsync();
        // The id of a task is that of its execution, which is the fourth: it is told before it is asked for.
        Assert.True(await house.Instances.CompleteTaskAsync(house.Tenant, $"{id}:4", "fine", House.Cancellation));
        await house.QuietAsync();
        Assert.Equal(["1"], await house.ListAsync("select attempts from wf.inbox where kind = 'resume'"));
        house.Time.Forward(TimeSpan.FromHours(2));
        await house.QuietAsync();
        house.Time.Forward(TimeSpan.FromHours(2));
        await house.QuietAsync();
        Assert.Equal(["fine"], await house.LinesAsync(id));
        Assert.False(await house.Instances.CompleteTaskAsync(house.Tenant, $"{id}:4", "again", House.Cancellation));
    }

    [Trait("Pain", "one poison item blocks the rest")]
    [Fact]
    public async Task What_nobody_ever_waits_for_becomes_a_dead_letter_and_holds_nothing_up()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Definition(Sequence(
            "all", Activity("ask", "RunTask", ("taskName", Literal("Check")), ("result", Output("R"))),
                LineOf("said", "R")), [Value("R", "String")]));
        var id = await house.StartAsync();
        await house.QuietAsync();
        await house.Instances.CompleteTaskAsync(house.Tenant, $"{id}:999", "lost", House.Cancellation);
        for (var i = 0; i < 5; i++)
        {
            await house.QuietAsync();
            house.Time.Forward(TimeSpan.FromMinutes(20));
        }

        var task = (await house.ListAsync("select key from wf.bookmark")).Single();
        await house.Instances.CompleteTaskAsync(house.Tenant, task, "found", House.Cancellation);
        for (var i = 0; i < 10; i++)
        {
            await house.QuietAsync();
            house.Time.Forward(TimeSpan.FromMinutes(20));
        }

        Assert.Equal(["found"], await house.LinesAsync(id));
        Assert.Equal("Finished", await house.StatusAsync(id));
    }

    [Fact]
    public async Task A_message_that_finds_nobody_ten_times_is_a_dead_letter()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Definition(Activity("ask", "RunTask", ("taskName", Literal("Check")))));
        var id = await house.StartAsync();
        await house.QuietAsync();
        await house.Instances.CompleteTaskAsync(house.Tenant, $"{id}:999", "lost", House.Cancellation);
        for (var i = 0; i < 12; i++)
        {
            await house.QuietAsync();
            house.Time.Forward(TimeSpan.FromMinutes(20));
        }

        Assert.Equal(
            ["Found no bookmark that waits for it, expected one."],
            await house.ListAsync("select last_error from wf.inbox where dead_at is not null and attempts = 10"));
        Assert.Equal("Suspended", await house.StatusAsync(id));
    }

    [Trait("Pain", "the parent never resumes")]
    [Fact]
    public async Task A_parent_that_dies_after_its_children_ended_goes_on_and_hears_each_end_once()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Child());
        JsonObject Run(int item) => Activity(
            $"run{item}",
            "ExecuteWorkflow",
            ("workflowDefinitionId", Literal("child")),
            ("input", Input("Object", $"{{\"Item\":{item}}}")),
            ("waitForCompletion", Literal("true", "Boolean")));
        await house.PublishAsync(Definition(Sequence("all", Run(1), Flows.Own("m", "Insert", "between"), Run(2), Line("end"))));
        for (var point = 1; point < 14; point++)
        {
            await house.RunAsync("truncate test.effect");
            var id = await house.StartAsync();
            try
            {
                await house.Node(new MortalStore(house.Stores.Instances, point, point % 2 == 0)).QuietAsync(House.Cancellation);
            }
            catch (DiedException)
            {
                await house.PassLeasesAsync();
            }

            await house.QuietAsync();
            Assert.Equal("Finished", await house.StatusAsync(id));
            Assert.Equal(["end"], await house.LinesAsync(id));
            Assert.Equal(["between"], await house.EffectsAsync());
            Assert.Equal(2, await house.CountAsync($"wf.instance where parent_id = '{id}'"));
        }
    }

    [Fact]
    public async Task An_event_is_told_once_to_each_who_waits_and_begins_those_who_begin_with_it()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Definition(
            Sequence("seq", Flows.Trigger("on", "Event", "eventName", "rang"), Line("begun")), id: "listener"));
        await house.PublishAsync(Definition(
            Sequence("seq", Activity("wait", "Event", ("eventName", Literal("rang")), ("result", Output("P"))), LineOf("heard", "P")),
            [Value("P", "String")]));
        await house.PublishAsync(Definition(
            Activity("ring", "PublishEvent", ("eventName", Literal("rang")), ("payload", Literal("bell"))), id: "ringer"));
        var waiting = new[] { await house.StartAsync(), await house.StartAsync() };
        await house.QuietAsync();
        await house.StartAsync("ringer");
        await house.QuietAsync();
        Assert.Equal(["bell"], await house.LinesAsync(waiting[0]));
        Assert.Equal(["bell"], await house.LinesAsync(waiting[1]));
        Assert.Equal(1, await house.CountAsync("wf.instance where definition_id = 'listener' and sub_status = 'Finished'"));
    }

    [Fact]
    public async Task A_dispatched_child_that_nobody_waits_for_is_begun_with_the_step_and_executed_ones_tell_when_they_rest()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Child(Activity("ask", "RunTask", ("taskName", Literal("Check")))));
        JsonObject Run(string id, string type) => Activity(
            id, type, ("workflowDefinitionId", Literal("child")), ("input", Input("Object", "{\"Item\":7}")), ("result", Output("R")));
        await house.PublishAsync(Definition(
            Sequence("all", Run("send", "DispatchWorkflow"), Run("run", "ExecuteWorkflow"), LineJs("after", "variables.R.subStatus")),
            [Value("R", "Object")]));
        var id = await house.StartAsync();
        await house.QuietAsync();
        Assert.Equal(["Suspended"], await house.LinesAsync(id));
        Assert.Equal("Finished", await house.StatusAsync(id));
        Assert.Equal(2, await house.CountAsync("wf.instance where definition_id = 'child' and sub_status = 'Suspended'"));
    }
}
