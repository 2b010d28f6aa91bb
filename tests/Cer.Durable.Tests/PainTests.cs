using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Durable.Tests;

/// <summary>Complaints that users of other engines have, each by its name; those not here are in the other
/// classes, where the trait Pain names them.</summary>
public sealed class PainTests(FlowFixture fixture)
{
    [Fact]
    public async Task Wait_node_never_resumes_or_restarts_from_the_top()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Definition(Sequence(
            "all", Flows.Own("before", "Insert", "before"), Activity("wait", "Delay", ("timeSpan", Literal("01:00:00", "TimeSpan"))),
            Flows.Own("after", "Insert", "after"))));
        var id = await house.StartAsync();
        await house.QuietAsync();
        for (var restart = 0; restart < 3; restart++)
        {
            await house.PassLeasesAsync();
            await house.QuietAsync();
            Assert.Equal(["before"], await house.EffectsAsync());
        }

        house.Time.Forward(TimeSpan.FromMinutes(61));
        await house.QuietAsync();
        await house.QuietAsync();
        Assert.Equal(["before", "after"], await house.EffectsAsync());
        Assert.Equal("Finished", await house.StatusAsync(id));
    }

    [Fact]
    public async Task Failed_runs_are_not_saved()
    {
        await using var house = await House.OpenAsync(fixture);
        house.Activities.Failures = 1;
        await house.PublishAsync(Definition(Sequence("all", Line("one"), Flows.Own("bad", "Fail", "bad"), Line("two"))));
        var id = await house.StartAsync();
        await house.QuietAsync();
        Assert.Equal("Faulted", await house.StatusAsync(id));
        Assert.Equal(["one"], await house.LinesAsync(id));
        Assert.Equal(
            ["bad Faulted Found failure 1, expected none.", "line-one Completed "],
            await house.ListAsync("select activity_id || ' ' || status || ' ' || coalesce(fault, '') from wf.activity_execution "
                + "where activity_id in ('line-one', 'bad') order by activity_id"));
    }

    [Fact]
    public async Task Recovery_marks_successful_runs_as_crashed()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Definition(Flows.Own("do", "Insert", "done")));
        var id = await house.StartAsync();
        await house.QuietAsync();
        // As if its node had died right after the last commit, with the lease still in its hands.
        await house.RunAsync("update wf.instance set lease_until = now() - interval '1 hour', lease_owner = 'dead'");
        await house.QuietAsync();
        await house.Instances.RetryAsync(house.Tenant, id, House.Cancellation);
        await house.Instances.CancelAsync(house.Tenant, id, House.Cancellation);
        await house.QuietAsync();
        Assert.Equal("Finished", await house.StatusAsync(id));
        Assert.Equal(["done"], await house.EffectsAsync());
    }

    [Fact]
    public async Task Queued_forever()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Definition(Flows.Own("do", "Insert", "done")));
        // Asked for while no node is up; the first one that comes takes it up.
        var ids = new List<string>();
        for (var i = 0; i < 5; i++) ids.Add(await house.StartAsync());
        house.Run();
        await House.UntilAsync(async () => await house.CountAsync("wf.instance where sub_status = 'Finished'") == 5);
        Assert.Equal(5, (await house.EffectsAsync()).Count);
        Assert.Equal(5, ids.Distinct().Count());
    }

    [Fact]
    public async Task History_redraws_with_the_edited_graph()
    {
        await using var house = await House.OpenAsync(fixture);
        var ask = Activity("ask", "RunTask", ("taskName", Literal("x")));
        await house.PublishAsync(Definition(Sequence("all", Line("old"), ask), version: 1));
        var id = await house.StartAsync();
        await house.QuietAsync();
        await house.PublishAsync(Definition(Sequence("all", Line("new")), version: 2));
        Assert.Equal(["1"], await house.ListAsync(
            "select d.version from wf.instance i join wf.definition d using (community_id, version_id) where i.id = '" + id + "'"));
        Assert.Equal(["line-old"], await house.ListAsync(
            $"select distinct activity_id from wf.activity_execution where instance_id = '{id}' and activity_id like 'line-%'"));
    }
}
