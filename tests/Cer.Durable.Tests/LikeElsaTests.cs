using System.Text.Json.Nodes;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Durable.Tests;

/// <summary>What is kept behaves as what runs in memory, and as Elsa 3.</summary>
public sealed class LikeElsaTests(FlowFixture fixture)
{
    [Fact]
    public async Task An_event_with_a_correlation_is_told_only_to_instances_of_that_correlation()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Definition(
            Sequence(
                "seq",
                Activity("mark", "Correlate", ("correlationId", Input("JavaScript", "getInput('Mark')", "String"))),
                Activity("wait", "Event", ("eventName", Literal("rang"))),
                Line("heard")),
            inputs: [Named("Mark", "String")]));
        await house.PublishAsync(Definition(
            Activity("ring", "PublishEvent", ("eventName", Literal("rang")), ("correlationId", Literal("a"))), id: "ringer"));
        var meant = await house.StartAsync(input: new() { ["Mark"] = "a" });
        var other = await house.StartAsync(input: new() { ["Mark"] = "b" });
        var none = await house.StartAsync();
        await house.QuietAsync();
        await house.StartAsync("ringer");
        await house.QuietAsync();
        Assert.Equal(["heard"], await house.LinesAsync());
        Assert.Equal(
            ("Finished", "Suspended", "Suspended"),
            (await house.StatusAsync(meant), await house.StatusAsync(other), await house.StatusAsync(none)));
    }

    [Fact]
    public async Task A_calendar_without_anything_written_is_published_and_begins_nothing()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Definition(Sequence("seq", Flows.Trigger("at", "Cron", "cronExpression", ""), Line("never"))));
        Assert.Equal(0, await house.CountAsync("wf.trigger"));
        house.Time.Forward(TimeSpan.FromDays(1));
        await house.QuietAsync();
        Assert.Equal(0, await house.CountAsync("wf.instance"));
    }

    [Fact]
    public async Task What_is_queued_still_runs_after_a_fault_and_before_the_instance_is_faulted()
    {
        await using var house = await House.OpenAsync(fixture);
        house.Activities.Failures = 1;
        await house.PublishAsync(Definition(Activity("both", "Parallel", ("activities", new JsonArray(
            Sequence("a", Flows.Own("bad", "Fail", "bad"), Line("a2")),
            Sequence("b", Flows.Own("one", "Insert", "one"), Line("b2")))))));
        var id = await house.StartAsync();
        await house.QuietAsync();
        Assert.Equal("Faulted", await house.StatusAsync(id));
        Assert.Equal(["one"], await house.EffectsAsync());
        Assert.Equal(["b2"], await house.LinesAsync());
        await house.Instances.RetryAsync(house.Tenant, id, House.Cancellation);
        await house.QuietAsync();
        Assert.Equal("Finished", await house.StatusAsync(id));
        Assert.Equal(["b2", "a2"], await house.LinesAsync());
        Assert.Equal(["one", "bad"], await house.EffectsAsync());
    }

    [Fact]
    public async Task What_a_fork_left_in_the_queue_waits_and_goes_on_after_the_workflow_came_to_its_end()
    {
        await using var house = await House.OpenAsync(fixture);
        var fork = Activity("fork", "Fork", ("joinMode", "WaitAny"), ("branches", new JsonArray(
            Line("a"),
            Sequence("c", Activity("wait", "Delay", ("timeSpan", Literal("00:10:00", "TimeSpan"))), LineOf("late", "V")))));
        var outer = Sequence("outer", fork);
        outer["variables"] = new JsonArray(Value("V", "String", "late"));
        await house.PublishAsync(Definition(Sequence("all", outer, Line("end"))));
        var id = await house.StartAsync();
        await house.QuietAsync();
        Assert.Equal(["a", "end"], await house.LinesAsync());
        Assert.Equal("Suspended", await house.StatusAsync(id));
        house.Time.Forward(TimeSpan.FromMinutes(11));
        await house.QuietAsync();
        Assert.Equal(["a", "end", "late"], await house.LinesAsync());
        Assert.Equal("Finished", await house.StatusAsync(id));
        Assert.Equal(0, await house.CountAsync("wf.bookmark"));
    }
}
