using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Durable.Tests;

/// <summary>Nodes at work: elsewhere one bad message stops the queue, or news waits for the next look.</summary>
public sealed class NodeTests(FlowFixture fixture)
{
    [Fact]
    public async Task News_is_heard_at_once_and_not_with_the_next_look()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Definition(Sequence("all", Flows.Own("a", "Insert", "a"), Line("l"))));
        house.Run(one => one with { Poll = TimeSpan.FromMinutes(30) });
        // Whether it listens already is not known: the first may have to be told twice.
        await House.UntilAsync(async () =>
        {
            await house.StartAsync();
            return await house.CountAsync("test.effect") > 0;
        });
        var id = await house.StartAsync();
        await House.UntilAsync(async () => await house.StatusAsync(id) == "Finished");
    }

    [Trait("Pain", "one poison item blocks the rest")]
    [Fact]
    public async Task A_start_that_cannot_be_is_a_dead_letter_and_holds_nobody_back()
    {
        await using var house = await House.OpenAsync(fixture);
        house.Activities.Failures = 1;
        await house.PublishAsync(Flows.With(Definition(Flows.Own("bad", "Fail", "bad"), id: "bad"), ("cer:errorWorkflow", "nowhere")));
        await house.PublishAsync(Definition(Line("good")));
        await house.StartAsync("bad");
        for (var i = 0; i < 12; i++)
        {
            await house.StartAsync();
            await house.QuietAsync();
            house.Time.Forward(TimeSpan.FromMinutes(20));
        }

        Assert.Equal(12, (await house.LinesAsync()).Count);
        Assert.Equal(
            ["Found no workflow definition 'nowhere', expected one that is there."],
            await house.ListAsync("select last_error from wf.inbox where dead_at is not null"));
    }

    [Trait("Pain", "each node fires")]
    [Fact]
    public async Task Two_nodes_share_the_work_and_neither_does_what_the_other_did()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Definition(Sequence(
            "all",
            Flows.Own("a", "Insert", "a"),
            Activity("pause", "Delay", ("timeSpan", Literal("00:00:01", "TimeSpan"))),
            Flows.Own("b", "Insert", "b"))));
        house.Run();
        house.Run();
        for (var i = 0; i < 50; i++) await house.StartAsync();
        await House.UntilAsync(async () => await house.CountAsync("wf.instance where sub_status = 'Finished'") == 50);
        Assert.Equal(
            ["a 50", "b 50"],
            await house.ListAsync("select what || ' ' || count(*) from test.effect group by what order by what"));
    }

    [Fact]
    public async Task An_event_that_an_instance_publishes_before_it_waits_for_it_is_heard()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Definition(Sequence(
            "all",
            Activity("ring", "PublishEvent", ("eventName", Literal("rang")), ("isLocalEvent", Literal("true", "Boolean"))),
            Flows.Own("a", "Insert", "a"),
            Flows.Own("b", "Insert", "b"),
            Activity("wait", "Event", ("eventName", Literal("rang"))),
            Line("heard"))));
        house.Run();
        house.Run();
        for (var i = 0; i < 20; i++) await house.StartAsync();
        await House.UntilAsync(async () => await house.CountAsync("wf.instance where sub_status = 'Finished'") == 20);
        Assert.Equal(20, (await house.LinesAsync()).Count);
    }
}
