using System.Text.Json.Nodes;
using Cer.Workflows.Running;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Workflows.Tests.Running;

/// <remarks>
/// The lines are worked out by hand from how Elsa 3 empties its queue: until nothing is left in it, whoever has ended or failed;
/// a cancelled activity takes what it has queued with it, and Finish alone empties the whole.
/// </remarks>
public class QueueTests
{
    [Fact]
    public async Task What_a_flowchart_has_queued_still_runs_when_its_end_is_reached()
    {
        var tried = await Tried.RunAsync(Definition(Flowchart(
            [Line("s"), Activity("e", "End"), Line("x")], "line-s -> e", "line-s -> line-x")));
        Assert.Equal(["s", "x"], tried.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, tried.State.SubStatus);
    }

    [Fact]
    public async Task Branches_that_were_queued_still_run_when_a_fork_for_any_has_its_first()
    {
        var fork = Activity("fork", "Fork", ("joinMode", "WaitAny"), ("branches", new JsonArray(
            Line("a"), Line("b"), Sequence("c", Line("c1"), Line("c2")))));
        var tried = await Tried.RunAsync(Definition(Sequence("all", fork, Line("end"))));
        Assert.Equal(["a", "b", "end", "c1", "c2"], tried.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, tried.State.SubStatus);
        Assert.Single(tried.State.Executions);
    }

    [Fact]
    public async Task A_branch_still_runs_to_its_end_beside_a_fault_in_a_flowchart()
    {
        var tried = await Tried.RunAsync(Definition(Flowchart(
            [Line("s"), Fault, Line("x"), Line("y")], "line-s -> f", "line-s -> line-x", "line-x -> line-y")));
        Assert.Equal(["s", "x", "y"], tried.Lines);
        Assert.Equal(WorkflowSubStatus.Faulted, tried.State.SubStatus);
    }

    [Fact]
    public async Task A_branch_still_runs_to_its_end_beside_a_fault_in_a_parallel()
    {
        var both = Activity("both", "Parallel", ("activities", new JsonArray(
            Sequence("a", Line("a1"), Fault), Sequence("b", Line("b1"), Line("b2"), Line("b3")))));
        var tried = await Tried.RunAsync(Definition(both));
        Assert.Equal(["a1", "b1", "b2", "b3"], tried.Lines);
        Assert.Equal(WorkflowSubStatus.Faulted, tried.State.SubStatus);
        Assert.Single(tried.State.Incidents);
    }

    [Fact]
    public async Task A_branch_that_waits_is_given_up_with_the_fork_and_takes_what_it_has_queued_with_it()
    {
        var fork = Activity("fork", "Fork", ("joinMode", "WaitAny"), ("branches", new JsonArray(
            Sequence("a", Line("a1"), Line("a2")), Sequence("b", Line("b1"), Line("b2"), Line("b3")))));
        Assert.Equal(["a1", "b1", "a2", "end"], (await Tried.RunAsync(Definition(Sequence("all", fork, Line("end"))))).Lines);
    }

    [Fact]
    public async Task What_is_left_in_the_queue_may_wait_and_the_instance_ends_after_it()
    {
        var fork = Activity("fork", "Fork", ("joinMode", "WaitAny"), ("branches", new JsonArray(
            Line("a"), Sequence("c", Activity("wait", "Delay"), Line("late")))));
        var definition = Definition(Sequence("all", fork, Line("end")));
        var tried = await Tried.RunAsync(definition);
        Assert.Equal(["a", "end"], tried.Lines);
        Assert.Equal(WorkflowSubStatus.Suspended, tried.State.SubStatus);
        tried = await Tried.DrainAsync(definition);
        Assert.Equal(["a", "end", "late"], tried.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, tried.State.SubStatus);
    }

    [Fact]
    public async Task What_is_left_in_the_queue_still_finds_its_variables_when_the_run_was_put_away()
    {
        var fork = Activity("fork", "Fork", ("joinMode", "WaitAny"), ("branches", new JsonArray(
            Line("a"), Sequence("c", LineOf("c1", "V"), LineOf("c2", "V")))));
        var outer = Sequence("outer", fork, Line("in"));
        outer["variables"] = new JsonArray(Value("V", "String", "value"));
        Assert.Equal(
            ["a", "in", "value", "end", "value"], await Tried.PutAwayAsync(Definition(Sequence("all", outer, Line("end")))));
    }

    private static JsonObject Fault => Activity("f", "Fault", ("message", Literal("m")));
}
