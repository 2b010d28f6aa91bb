using System.Text.Json.Nodes;
using Cer.Workflows.Running;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Workflows.Tests.Running;

public class LoopTests
{
    public static TheoryData<int, int, int, bool, string> Counts => new()
    {
        { 1, 3, 1, true, "1 2 3" },
        { 1, 3, 1, false, "1 2" },
        { 0, 10, 5, true, "0 5 10" },
        { 3, 1, 1, true, "3 2 1" },
        { 3, 1, -1, false, "3 2" },
        { 2, 2, 1, true, "2" },
        { 2, 2, 1, false, "" },
    };

    [Theory, MemberData(nameof(Counts))]
    public async Task For_counts_to_its_end_upwards_and_downwards(int start, int end, int step, bool inclusive, string lines)
    {
        var loop = Activity(
            "for",
            "For",
            ("start", Literal($"{start}", "Int32")),
            ("end", Literal($"{end}", "Int32")),
            ("step", Literal($"{step}", "Int32")),
            ("outerBoundInclusive", Literal($"{inclusive}", "Boolean")),
            ("currentValue", Output("N")),
            ("body", LineOf("show", "N")));
        var tried = await Tried.RunAsync(Definition(loop, [Value("N", "Int32")]));
        Assert.Equal(lines.Split(' ', StringSplitOptions.RemoveEmptyEntries), tried.Lines);
    }

    [Fact]
    public async Task For_that_would_never_end_faults_with_a_sentence()
    {
        var loop = Activity("for", "For", ("end", Literal("3", "Int32")), ("step", Literal("0", "Int32")), ("body", Line("x")));
        var tried = await Tried.RunAsync(Definition(loop));
        Assert.Contains("step of 0", tried.State.Incidents[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_each_gives_each_pass_its_own_item_and_index()
    {
        var loop = Activity(
            "each",
            "ForEach",
            ("items", Input("Object", "[\"a\",\"b\",\"c\"]")),
            ("body", Sequence("body", LineOf("index", "CurrentIndex"), LineOf("item", "CurrentValue"))));
        Assert.Equal(["0", "a", "1", "b", "2", "c"], (await Tried.RunAsync(Definition(loop))).Lines);
    }

    [Fact]
    public async Task Parallel_for_each_gives_every_pass_its_own_item_also_after_a_wait()
    {
        var loop = Activity(
            "each",
            "ParallelForEach",
            ("items", Input("Object", "[1,2,3]")),
            ("body", Sequence("body", LineOf("before", "CurrentValue"), Activity("wait", "Delay"), LineOf("after", "CurrentValue"))));
        Assert.Equal(["1", "2", "3", "1", "2", "3"], (await Tried.DrainAsync(Definition(loop))).Lines);
    }

    [Fact]
    public async Task While_asks_its_condition_before_each_pass()
    {
        var loop = Activity(
            "while",
            "While",
            ("condition", Input("JavaScript", "variables.N < 2", "Boolean")),
            ("body", Sequence(
                "body",
                LineOf("show", "N"),
                Activity("count", "SetVariable", ("variable", Value("N", "Int32")),
                    ("value", Input("JavaScript", "getN() + 1", "Int32"))))));
        Assert.Equal(["0", "1"], (await Tried.RunAsync(Definition(loop, [Value("N", "Int32", "0")]))).Lines);
    }

    [Fact]
    public async Task Break_leaves_the_nearest_loop_and_goes_on_behind_it()
    {
        var inner = Activity(
            "each",
            "ForEach",
            ("items", Input("Object", "[1,2,3]")),
            ("body", Sequence(
                "body",
                LineOf("show", "CurrentValue"),
                Activity("if", "If", ("condition", Input("JavaScript", "getCurrentValue() == 2", "Boolean")),
                    ("then", Activity("b", "Break"))),
                Line("not broken"))));
        Assert.Equal(["1", "not broken", "2", "after"], (await Tried.RunAsync(Definition(Sequence("all", inner, Line("after"))))).Lines);
    }

    [Fact]
    public async Task Break_inside_a_flowchart_leaves_the_loop_around_it()
    {
        var body = Flowchart("body", [Line("in"), Activity("b", "Break"), Line("never")], "line-in -> b", "b -> line-never");
        var loop = Activity("each", "ForEach", ("items", Input("Object", "[1,2]")), ("body", body));
        Assert.Equal(["in", "after"], (await Tried.RunAsync(Definition(Sequence("all", loop, Line("after"))))).Lines);
    }

    [Fact]
    public async Task A_workflow_that_goes_round_for_ever_is_stopped_by_the_clock()
    {
        var loop = Activity("while", "While", ("condition", Literal("true", "Boolean")), ("body", Activity("s", "Start")));
        var tried = new Tried();
        using var time = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        var definition = Cer.Workflows.Definitions.DefinitionText.Read(Definition(loop));
        var runs = new Cer.Workflows.Local.LocalRuns(tried, new([definition]),
            Cer.Workflows.Expressions.ScriptLanguages.Evaluator(TimeProvider.System), TimeProvider.System);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => runs.RunAsync(definition, [], time.Token));
    }

    [Fact]
    public async Task Fork_waits_for_all_or_for_the_first()
    {
        JsonObject Fork(string mode) => Activity(
            "fork",
            "Fork",
            ("joinMode", JsonValue.Create(mode)),
            ("branches", new JsonArray(
                Sequence("slow", Activity("wait", "Delay", ("timeSpan", Literal("01:00:00", "TimeSpan"))), Line("slow")),
                Line("quick"))));
        Assert.Equal(["quick", "after"], (await Tried.RunAsync(Definition(Sequence("all", Fork("WaitAny"), Line("after"))))).Lines);
        Assert.Equal(["quick", "slow", "after"],
            (await Tried.DrainAsync(Definition(Sequence("all", Fork("WaitAll"), Line("after"))))).Lines);
    }

    [Fact]
    public async Task If_and_switch_and_parallel_run_their_branches()
    {
        var choose = Activity("if", "If", ("condition", Literal("False", "Boolean")), ("then", Line("then")), ("else", Line("else")));
        Assert.Equal(["else"], (await Tried.RunAsync(Definition(choose))).Lines);
        JsonObject Case(string label, bool holds) => new()
        {
            ["label"] = label,
            ["condition"] = new JsonObject { ["type"] = "Literal", ["value"] = holds },
            ["activity"] = Line(label),
        };
        var cases = new JsonArray(Case("a", false), Case("b", true), Case("c", true));
        var first = Activity("sw", "Switch", ("cases", cases.DeepClone()), ("default", Line("default")));
        var any = Activity("sw", "Switch", ("cases", cases.DeepClone()), ("mode", Literal("MatchAny")), ("default", Line("default")));
        var none = Activity("sw", "Switch", ("cases", new JsonArray(Case("a", false))), ("default", Line("default")));
        Assert.Equal(["b"], (await Tried.RunAsync(Definition(first))).Lines);
        Assert.Equal(["b", "c"], (await Tried.RunAsync(Definition(any))).Lines);
        Assert.Equal(["default"], (await Tried.RunAsync(Definition(none))).Lines);
        var parallel = Activity("p", "Parallel", ("activities", new JsonArray(Line("x"), Line("y"))));
        Assert.Equal(["x", "y", "after"], (await Tried.RunAsync(Definition(Sequence("all", parallel, Line("after"))))).Lines);
    }

    [Theory, InlineData(JoinMode.Counter), InlineData(JoinMode.Token)]
    public async Task A_run_put_away_and_taken_back_after_every_activity_prints_the_same(JoinMode joins)
    {
        JsonObject Root() => Flowchart(
            [
                Activity("s", "Start"),
                Activity("each", "ForEach", ("items", Input("Object", "[1,2.5,\"x\"]")),
                    ("body", Sequence("body", LineOf("item", "CurrentValue"), Activity("w", "Delay")))),
                Activity("fork", "FlowFork", ("branches", Input("Object", "[\"l\",\"r\"]"))),
                Line("left"), Line("right"), Activity("j", "FlowJoin", ("mode", Literal("WaitAll"))), Line("joined"),
            ],
            "s -> each", "each -> fork", "fork:l -> line-left", "fork:r -> line-right", "line-left -> j", "line-right -> j",
                "j -> line-joined");
        string[] expected = ["1", "2.5", "x", "left", "right", "joined"];
        Assert.Equal(expected, (await Tried.RunAsync(Definition(Root()), joins, true, null)).Lines);
        Assert.Equal(expected, await Tried.PutAwayAsync(Definition(Root()), joins));
    }
}
