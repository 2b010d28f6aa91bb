using System.Diagnostics;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Durable.Tests;

/// <summary>Cancelling: elsewhere a run cannot be stopped, or one that ended is written over.</summary>
public sealed class CancelTests(FlowFixture fixture)
{
    [Trait("Pain", "a run cannot be stopped")]
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_that_runs_is_cancelled_even_when_its_activity_does_not_listen(bool deaf)
    {
        await using var house = await House.OpenAsync(fixture);
        var hold = Flows.Own("hold", "Hold", "held");
        hold["deaf"] = Literal($"{deaf}", "Boolean");
        await house.PublishAsync(Definition(Sequence("all", hold, Line("never"))));
        var id = await house.StartAsync();
        house.Run();
        await house.Activities.Holding.Task.WaitAsync(TimeSpan.FromMinutes(1), House.Cancellation);
        await house.Instances.CancelAsync(house.Tenant, id, House.Cancellation);
        await House.UntilAsync(async () => await house.StatusAsync(id) == "Cancelled");
        house.Activities.Release.TrySetResult();
        Assert.Empty(await house.EffectsAsync());
        Assert.Empty(await house.LinesAsync(id));
    }

    [Trait("Pain", "a run cannot be stopped")]
    [Fact]
    public async Task One_that_goes_round_for_ever_is_cancelled()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Definition(
            Activity("loop", "While", ("condition", Literal("true", "Boolean")), ("body", Activity(
                "set", "SetVariable", ("variable", Value("N", "Int32")), ("value", Input("JavaScript", "variables.N + 1"))))),
            [Value("N", "Int32", "0")]));
        var id = await house.StartAsync();
        house.Run();
        await House.UntilAsync(async () => await house.CountAsync("wf.instance where rev > 3") == 1);
        await house.Instances.CancelAsync(house.Tenant, id, House.Cancellation);
        await House.UntilAsync(async () => await house.StatusAsync(id) == "Cancelled");
        var ended = await house.ListAsync("select rev from wf.instance");
        await house.QuietAsync();
        Assert.Equal(ended, await house.ListAsync("select rev from wf.instance"));
    }

    [Fact]
    public async Task One_that_waits_is_cancelled_with_its_bookmarks_and_the_children_it_waits_for()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Definition(Activity("ask", "RunTask", ("taskName", Literal("x"))), id: "child"));
        await house.PublishAsync(Definition(Sequence(
            "all",
            Activity("run", "ExecuteWorkflow", ("workflowDefinitionId", Literal("child")),
                ("waitForCompletion", Literal("true", "Boolean"))),
            Line("never"))));
        var id = await house.StartAsync();
        await house.QuietAsync();
        Assert.Equal("Suspended", await house.StatusAsync(id));
        await house.Instances.CancelAsync(house.Tenant, id, House.Cancellation);
        await house.QuietAsync();
        Assert.Equal(["Cancelled", "Cancelled"], await house.ListAsync("select sub_status from wf.instance"));
        Assert.Equal(0, await house.CountAsync("wf.bookmark"));
        Assert.Equal(["Canceled"], await house.ListAsync(
            $"select status from wf.activity_execution where instance_id = '{id}' and activity_id = 'run'"));
    }

    [Fact]
    public async Task One_that_failed_can_be_cancelled_and_is_not_retried_any_more()
    {
        await using var house = await House.OpenAsync(fixture);
        house.Activities.Failures = 1;
        await house.PublishAsync(Definition(Flows.Own("bad", "Fail", "bad")));
        var id = await house.StartAsync();
        await house.QuietAsync();
        Assert.Equal("Faulted", await house.StatusAsync(id));
        await house.Instances.CancelAsync(house.Tenant, id, House.Cancellation);
        await house.QuietAsync();
        await house.Instances.RetryAsync(house.Tenant, id, House.Cancellation);
        await house.QuietAsync();
        Assert.Equal("Cancelled", await house.StatusAsync(id));
        Assert.Empty(await house.EffectsAsync());
    }

    [Trait("Pain", "successful runs are marked as crashed")]
    [Fact]
    public async Task One_that_ended_well_stays_as_it_is()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Definition(Line("done")));
        var id = await house.StartAsync();
        await house.QuietAsync();
        var finished = await house.ListAsync("select finished_at::text from wf.instance");
        await house.Instances.CancelAsync(house.Tenant, id, House.Cancellation);
        await house.Instances.RetryAsync(house.Tenant, id, House.Cancellation);
        await house.QuietAsync();
        Assert.Equal("Finished", await house.StatusAsync(id));
        Assert.Equal(finished, await house.ListAsync("select finished_at::text from wf.instance"));
        Assert.Equal(0, await house.CountAsync("wf.inbox where done_at is null"));
    }

    [Fact]
    public async Task A_long_activity_keeps_its_lease_alive_and_is_run_once()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Definition(Sequence("all", Flows.Own("hold", "Hold", "held"), Line("after"))));
        var id = await house.StartAsync();
        // So short that only signs of life keep it.
        house.Run(one => one with { Lease = TimeSpan.FromSeconds(10) });
        await house.Activities.Holding.Task.WaitAsync(TimeSpan.FromMinutes(1), House.Cancellation);
        house.Run();
        var until = Assert.Single(await house.ListAsync("select lease_until::text from wf.instance"));
        await House.UntilAsync(async () => await house.CountAsync(
            $"wf.instance where lease_until > clock_timestamp() and lease_until > '{until}'::timestamptz + interval '15 seconds'") == 1);
        house.Activities.Release.TrySetResult();
        await House.UntilAsync(async () => await house.StatusAsync(id) == "Finished");
        Assert.Equal(["held"], await house.EffectsAsync());
        Assert.Equal(["1"], await house.ListAsync("select lease_token from wf.instance"));
    }

    [Fact]
    public async Task A_node_with_nothing_to_do_uses_less_than_a_hundredth_of_a_processor()
    {
        await using var house = await House.OpenAsync(fixture);
        house.Run(one => one with { Poll = TimeSpan.FromSeconds(2) });
        var share = 1.0;
        // What ran before may still be compiled or cleaned up in the background: the quietest span counts.
        for (var i = 0; i < 10 && share >= 0.01; i++)
        {
            var (used, watch) = (Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.StartNew());
            await Task.Delay(TimeSpan.FromSeconds(5), House.Cancellation);
            share = (Process.GetCurrentProcess().TotalProcessorTime - used) / watch.Elapsed;
        }

        Assert.True(share < 0.01, $"{share:P2}");
    }
}
