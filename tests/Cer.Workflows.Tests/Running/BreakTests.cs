using System.Text.Json.Nodes;
using Cer.Workflows.Running;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Workflows.Tests.Running;

/// <remarks>The lines are worked out by hand from how Elsa 3 hands its break up: sequences and forks end, a loop stops it.</remarks>
public class BreakTests
{
    [Fact]
    public async Task Without_a_loop_a_break_ends_the_sequences_around_it()
    {
        var inner = Sequence("inner", Activity("b", "Break"), Line("never"));
        Assert.Equal(["a"], (await Tried.RunAsync(Definition(Sequence("all", Line("a"), inner, Line("nor this"))))).Lines);
    }

    [Fact]
    public async Task A_pass_that_is_a_flowchart_comes_to_its_end_before_the_loop_does()
    {
        var body = Flowchart("body", [If("i", Activity("b", "Break")), Line("after")], "i -> line-after");
        var loop = Activity("each", "ForEach", ("items", Input("Object", "[1,2]")), ("body", body));
        Assert.Equal(["after", "end"], (await Tried.RunAsync(Definition(Sequence("all", loop, Line("end"))))).Lines);
    }

    [Fact]
    public async Task Branches_beside_the_one_that_breaks_come_to_their_end_before_the_loop_does()
    {
        var body = Activity("body", "Parallel", ("activities", new JsonArray(
            Sequence("a", Line("a1"), Activity("b", "Break"), Line("a2")),
            Sequence("c", Line("c1"), Line("c2"), Line("c3")))));
        var loop = Activity("each", "ForEach", ("items", Input("Object", "[1,2]")), ("body", body));
        Assert.Equal(["a1", "c1", "c2", "c3", "end"], (await Tried.RunAsync(Definition(Sequence("all", loop, Line("end"))))).Lines);
    }

    [Fact]
    public async Task Passes_side_by_side_are_no_loop_that_a_break_stops_at()
    {
        var body = Sequence("body", LineOf("show", "CurrentValue"), Activity("b", "Break"), Line("never"));
        var loop = Activity("each", "ParallelForEach", ("items", Input("Object", "[1,2]")), ("body", body));
        Assert.Equal(["1", "2"], (await Tried.RunAsync(Definition(Sequence("all", loop, Line("nor this"))))).Lines);
    }

    [Fact]
    public async Task A_fork_ends_at_once_with_the_branch_that_breaks()
    {
        var fork = Activity("fork", "Fork", ("joinMode", "WaitAll"), ("branches", new JsonArray(
            Sequence("a", Line("a1"), Activity("b", "Break"), Line("a2")),
            Sequence("c", Line("c1"), Line("c2"), Line("c3")))));
        Assert.Equal(["a1", "c1"], (await Tried.RunAsync(Definition(Sequence("all", fork, Line("end"))))).Lines);
    }

    [Fact]
    public async Task A_break_goes_up_out_of_a_workflow_that_is_used_as_an_activity()
    {
        var child = Definition(
            Flowchart("flow", [Line("c"), Activity("k", "Break"), Line("z")], "line-c -> k", "k -> line-z"), id: "child");
        var used = Activity("use", "Child", ("workflowDefinitionId", "child"));
        used["type"] = "Child";
        var tried = await Tried.RunAsync(Definition(Sequence("all", used, Line("never"))), child);
        Assert.Equal(["c"], tried.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, tried.State.SubStatus);
    }

    private static JsonObject If(string id, JsonObject then) =>
        Activity(id, "If", ("condition", Literal("true", "Boolean")), ("then", then));
}
