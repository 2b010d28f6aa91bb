using System.Text.Json.Nodes;
using Cer.Workflows.Running;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Workflows.Tests.Running;

/// <summary>Expected lines are worked by hand from the rules of joining: the queue is first in, first out.</summary>
public class FlowchartTests
{
    public static TheoryData<string, string, string> Joins => new()
    {
        // start -> a, b; both -> end-line. An ordinary activity waits for both, and runs once.
        { "WaitAllActive", "counter", "a b joined" },
        { "WaitAll", "counter", "a b joined" },
        // The first arrival schedules the join behind b, which is queued already: b still prints.
        { "WaitAny", "counter", "a b joined" },
        { "WaitAll", "token", "a b joined" },
        { "WaitAny", "token", "a b joined" },
    };

    [Theory, MemberData(nameof(Joins))]
    public async Task A_join_of_two_branches_runs_what_follows_once(string mode, string joins, string lines)
    {
        var definition = Definition(Flowchart(
            [
                Activity("s", "Start"), Line("a"), Line("b"), Activity("j", "FlowJoin", ("mode", Literal(mode))), Line("joined"),
            ],
            "s -> line-a", "s -> line-b", "line-a -> j", "line-b -> j", "j -> line-joined"));
        var tried = await Tried.RunAsync(definition, joins == "token" ? JoinMode.Token : JoinMode.Counter, true, null);
        Assert.Equal(lines.Split(' '), tried.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, tried.State.SubStatus);
    }

    [Fact]
    public async Task An_ordinary_activity_waits_for_every_branch_that_is_alive_and_not_for_a_dead_one()
    {
        var definition = Definition(Flowchart(
            [
                Activity("s", "Start"), Activity("d", "FlowDecision", ("condition", Literal("true", "Boolean"))), Line("yes"), Line("no"),
                Line("other"), Line("end"),
            ],
            "s -> d", "s -> line-other", "d:True -> line-yes", "d:False -> line-no", "line-yes -> line-end", "line-no -> line-end",
            "line-other -> line-end"));
        Assert.Equal(["other", "yes", "end"], (await Tried.RunAsync(definition)).Lines);
    }

    [Fact]
    public async Task Wait_all_is_passed_by_when_one_branch_is_dead()
    {
        var definition = Definition(Flowchart(
            [
                Activity("d", "FlowDecision", ("condition", Literal("false", "Boolean"))), Line("yes"), Line("no"),
                Activity("j", "FlowJoin", ("mode", Literal("WaitAll"))), Line("joined"),
            ],
            "d:True -> line-yes", "d:False -> line-no", "line-yes -> j", "line-no -> j", "j -> line-joined"));
        var tried = await Tried.RunAsync(definition);
        Assert.Equal(["no"], tried.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, tried.State.SubStatus);
    }

    [Theory, InlineData(JoinMode.Counter), InlineData(JoinMode.Token)]
    public async Task Wait_any_cancels_the_branch_that_still_waits(JoinMode joins)
    {
        var definition = Definition(Flowchart(
            [
                Activity("s", "Start"), Activity("slow", "Delay", ("timeSpan", Literal("01:00:00", "TimeSpan"))), Line("late"),
                    Line("quick"),
                Activity("j", "FlowJoin", ("mode", Literal("WaitAny"))), Line("joined"),
            ],
            "s -> slow", "slow -> line-late", "line-late -> j", "s -> line-quick", "line-quick -> j", "j -> line-joined"));
        var tried = await Tried.RunAsync(definition, joins, false, null);
        Assert.Equal(["quick", "joined"], tried.Lines);
        Assert.Empty(tried.State.Bookmarks);
        Assert.Equal(WorkflowSubStatus.Finished, tried.State.SubStatus);
    }

    [Theory, InlineData(JoinMode.Counter), InlineData(JoinMode.Token)]
    public async Task An_arrow_back_runs_its_part_again_until_a_decision_ends_it(JoinMode joins)
    {
        var definition = Definition(
            Flowchart(
                [
                    Activity("s", "Start"),
                    Activity("count", "SetVariable", ("variable", Value("N", "Int32")),
                        ("value", Input("JavaScript", "variables.N + 1", "Int32"))),
                    LineOf("show", "N"),
                    Activity("d", "FlowDecision", ("condition", Input("JavaScript", "variables.N < 3", "Boolean"))), Line("end"),
                ],
                "s -> count", "count -> show", "show -> d", "d:True -> count", "d:False -> line-end"),
            [Value("N", "Int32", "0")]);
        Assert.Equal(["1", "2", "3", "end"], (await Tried.RunAsync(definition, joins, false, null)).Lines);
    }

    [Fact]
    public async Task An_arrow_back_that_another_way_goes_around_faults_with_both_ends_named()
    {
        var definition = Definition(Flowchart(
            [Activity("s", "Start"), Line("a"), Line("b"), Line("c")],
            "s -> line-a", "s -> line-b", "line-a -> line-c", "line-b -> line-c", "line-c -> line-b"));
        var tried = await Tried.RunAsync(definition);
        Assert.Equal(WorkflowSubStatus.Faulted, tried.State.SubStatus);
        Assert.Contains("line-c", tried.State.Incidents[0].Message, StringComparison.Ordinal);
        Assert.Contains("line-b", tried.State.Incidents[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_start_is_the_start_activity_then_the_trigger_then_what_no_arrow_leads_to()
    {
        Assert.Equal(["b"], (await Tried.RunAsync(Definition(Flowchart([Line("a"), Activity("s", "Start"), Line("b")],
            "s -> line-b")))).Lines);
        var trigger = Activity("e", "WriteLine", ("text", Literal("can start")),
            ("customProperties", new JsonObject { ["canStartWorkflow"] = true }));
        Assert.Equal(["can start"], (await Tried.RunAsync(Definition(Flowchart([Line("a"), trigger])))).Lines);
        Assert.Equal(["b", "a"], (await Tried.RunAsync(Definition(Flowchart([Line("a"), Line("b")], "line-b -> line-a")))).Lines);
    }

    [Fact]
    public async Task End_completes_its_flowchart_and_no_more()
    {
        var inner = Flowchart("inner", [Line("in"), Activity("e", "End"), Line("never")], "line-in -> e", "e -> line-never");
        Assert.Equal(["in", "after"], (await Tried.RunAsync(Definition(Sequence("seq", inner, Line("after"))))).Lines);
    }

    [Fact]
    public async Task Finish_ends_everything_that_is_queued_or_waits()
    {
        var definition = Definition(Flowchart(
            [Activity("s", "Start"), Activity("wait", "Delay", ("timeSpan", Literal("00:10:00", "TimeSpan"))), Activity("f", "Finish"),
                Line("never")],
            "s -> wait", "s -> f", "s -> line-never"));
        var tried = await Tried.RunAsync(definition);
        Assert.Empty(tried.Lines);
        Assert.Empty(tried.State.Bookmarks);
        Assert.Equal(WorkflowSubStatus.Finished, tried.State.SubStatus);
    }

    [Fact]
    public async Task Switch_and_fork_follow_their_labels()
    {
        JsonObject Case(string label, string script) => new()
        {
            ["label"] = label,
            ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = script },
        };
        var cases = new JsonArray(Case("one", "1 == 2"), Case("two", "true"), Case("three", "true"));
        JsonObject[] lines = [Line("one"), Line("two"), Line("three"), Line("none")];
        string[] arrows = ["sw:one -> line-one", "sw:two -> line-two", "sw:three -> line-three", "sw:Default -> line-none"];
        Assert.Equal(["two"], (await Tried.RunAsync(Definition(Flowchart([Activity("sw", "FlowSwitch", ("cases", cases.DeepClone())),
            .. Copy(lines)], arrows)))).Lines);
        Assert.Equal(["two", "three"], (await Tried.RunAsync(Definition(Flowchart(
            [Activity("sw", "FlowSwitch", ("cases", cases.DeepClone()), ("mode", Literal("MatchAny"))), .. Copy(lines)], arrows)))).Lines);
        Assert.Equal(["none"], (await Tried.RunAsync(Definition(Flowchart([Activity("sw", "FlowSwitch", ("cases", new JsonArray())),
            .. Copy(lines)], arrows)))).Lines);
        Assert.Equal(["one", "three"], (await Tried.RunAsync(Definition(Flowchart(
            [Activity("sw", "FlowFork", ("branches", Input("Object", "[\"one\",\"three\"]"))), .. Copy(lines)], arrows)))).Lines);
    }

    [Fact]
    public async Task A_fault_ends_the_instance_once_its_queue_is_empty_unless_it_is_told_to_go_on()
    {
        JsonObject Root() => Flowchart(
            [Activity("s", "Start"), Activity("bad", "Fault", ("message", Literal("broken"))), Line("other"), Line("next")],
            "s -> bad", "s -> line-other", "line-other -> line-next");
        var stopped = await Tried.RunAsync(Definition(Root()));
        Assert.Equal((WorkflowSubStatus.Faulted, "broken"), (stopped.State.SubStatus, stopped.State.Incidents[0].Message));
        Assert.Equal(["other", "next"], stopped.Lines);
        var gone = await Tried.RunAsync(Definition(Root(), options: new()
        {
            ["incidentStrategyType"] = "Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core",
        }));
        Assert.Equal(["other", "next"], gone.Lines);
        Assert.Equal(WorkflowSubStatus.Suspended, gone.State.SubStatus);
    }

    private static JsonObject[] Copy(JsonObject[] activities) => [.. activities.Select(one => (JsonObject)one.DeepClone())];
}
