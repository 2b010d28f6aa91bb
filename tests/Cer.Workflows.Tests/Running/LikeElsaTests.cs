using System.Text.Json.Nodes;
using Cer.Workflows.Running;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Workflows.Tests.Running;

/// <summary>Small things that Elsa's own sources and tests decide, one way where another would be as good.</summary>
public class LikeElsaTests
{
    private static JsonObject Decision(string id, string script) =>
        Activity(id, "FlowDecision", ("condition", Input("JavaScript", script, "Boolean")));

    private static JsonObject Set(string id, string variable, string script) => Activity(
        id, "SetVariable",
        ("variable", new JsonObject { ["id"] = variable, ["name"] = variable }), ("value", Input("JavaScript", script)));

    private static JsonObject Wait(string name) => Activity(name, "Event", ("eventName", Literal(name)));

    /// <summary>The lines are those of Elsa's own test of a join that waits for any and is entered again through a loop.</summary>
    [Fact]
    public async Task A_join_for_any_that_a_loop_comes_back_to_can_be_entered_from_the_other_side()
    {
        var flow = Flowchart(
            [
                LineJs("start", "'Start'"), Decision("which", "getN() == 0"), Decision("second", "getN() == 2"),
                LineJs("a", "'A'"), LineJs("b", "'B'"), Activity("join", "FlowJoin"), LineJs("body", "'Body'"),
                Set("more", "N", "getN() + 1"), Decision("loop", "getN() <= 1"), LineJs("retry", "'Retry'"), LineJs("end", "'End'"),
            ],
            "start -> which", "which:True -> a", "which:False -> second", "second:True -> b", "second:False -> end",
            "a -> join", "b -> join", "join -> body", "body -> more", "more -> loop",
            "loop:True -> retry", "retry -> join", "loop:False -> which");
        var tried = await Tried.TokenAsync(Definition(flow, [Value("N", "Int32", "0")]));
        Assert.Equal(["Start", "A", "Body", "Retry", "Body", "B", "Body", "End"], tried.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, tried.State.SubStatus);
    }

    [Theory]
    [InlineData(JoinMode.Counter)]
    [InlineData(JoinMode.Token)]
    public async Task Behind_a_join_for_any_the_run_can_wait_again_and_loop_back_to_its_waits(JoinMode joins)
    {
        var flow = Flowchart(
            [
                LineJs("start", "'Start'"), Decision("check", "getN() >= 2"), Wait("Pay"), Wait("Remind"),
                Activity("join", "FlowJoin"), Wait("After"), Set("more", "N", "getN() + 1"), LineJs("end", "'End'"),
            ],
            "start -> check", "check:False -> Pay", "check:False -> Remind", "Pay -> join", "Remind -> join",
            "join -> After", "After -> more", "more -> check", "check:True -> end");
        var tried = await Tried.RunAsync(Definition(flow, [Value("N", "Int32", "0")]), joins, true, null);
        Assert.Equal(["Start", "End"], tried.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, tried.State.SubStatus);
    }

    [Fact]
    public async Task A_branch_that_is_told_to_end_takes_a_reminder_that_goes_round_with_it()
    {
        var flow = Flowchart(
            [Activity("start", "Start"), Wait("Approval"), Wait("Reminder"), Activity("end", "End")],
            "start -> Approval", "Approval -> end", "start -> Reminder", "Reminder -> Reminder");
        var tried = await Tried.DrainAsync(Definition(flow));
        Assert.Equal(WorkflowSubStatus.Finished, tried.State.SubStatus);
        Assert.Empty(tried.State.Bookmarks);
    }

    [Fact]
    public async Task With_incidents_to_go_on_from_the_other_branch_ends_and_the_instance_stays_suspended()
    {
        var options = new JsonObject
        {
            ["incidentStrategyType"] = "Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core",
        };
        var flow = Flowchart(
            [
                LineJs("start", "'Start'"), LineJs("1a", "'1a'"), Wait("E1"), LineJs("1b", "'1b'"), LineJs("2a", "'2a'"),
                Activity("fault", "Fault", ("message", Literal("Whoops!"))), LineJs("2b", "'2b'"),
            ],
            "start -> 1a", "1a -> E1", "E1 -> 1b", "start -> 2a", "2a -> fault", "fault -> 2b");
        var tried = await Tried.DrainAsync(Definition(flow, options: options));
        Assert.Equal(["Start", "1a", "2a", "1b"], tried.Lines);
        Assert.Equal((WorkflowSubStatus.Suspended, "Whoops!"), (tried.State.SubStatus, Assert.Single(tried.State.Incidents).Message));
    }

    [Theory]
    [InlineData("ExecuteWorkflow")]
    [InlineData("DispatchWorkflow")]
    public async Task A_child_can_ask_whose_child_it_is(string type)
    {
        var child = Definition(LineJs("say", "getInput('ParentInstanceId')"), id: "child");
        var main = Definition(Activity("go", type, ("workflowDefinitionId", Literal("child"))));
        var tried = await Tried.RunAsync(main, child);
        Assert.Equal([tried.State.InstanceId], tried.Lines);
    }

    [Theory]
    [InlineData("JavaScript", "getR().Output.Answer + getR().output.Answer + getR().Status")]
    [InlineData("CSharp", "$\"{Variables.R.Output.Answer}{Variables.R.output.Answer}{Variables.R.Status}\"")]
    public async Task What_an_executed_workflow_came_to_is_asked_for_large_or_small(string syntax, string expression)
    {
        var child = Definition(
            Activity("out", "SetOutput", ("outputName", Literal("Answer")), ("outputValue", Literal("x"))),
            outputs: [Named("Answer", "String")], id: "child");
        var main = Definition(
            Sequence(
                "all",
                Activity("go", "ExecuteWorkflow", ("workflowDefinitionId", Literal("child")), ("result", Output("R"))),
                Activity("say", "WriteLine", ("text", Input(syntax, expression, "String")))),
            [Value("R", "Object")]);
        Assert.Equal(["xxFinished"], (await Tried.RunAsync(main, child)).Lines);
    }

    [Fact]
    public async Task A_workflow_used_as_an_activity_is_found_by_its_name_when_no_id_is_written()
    {
        var child = Definition(
            Sequence(
                "c", LineJs("say", "getA()"),
                Activity("out", "SetOutput", ("outputName", Literal("R")), ("outputValue", Literal("r")))),
            inputs: [Named("A", "String")], outputs: [Named("R", "String")], id: "x")
            .Replace("\"name\":\"x\"", "\"name\":\"Say it - twice\"", StringComparison.Ordinal);
        var use = new JsonObject { ["id"] = "u", ["type"] = "SayIt-Twice", ["version"] = 1, ["a"] = Literal("hello"), ["r"] = Output("V") };
        var main = Definition(Sequence("all", use, LineOf("show", "V")), [Value("V", "String")]);
        Assert.Equal(["hello", "r"], (await Tried.RunAsync(main, child)).Lines);
    }

    [Fact]
    public async Task An_activity_asks_for_outputs_of_its_own_workflow_first_also_where_names_and_ids_are_the_same()
    {
        JsonObject Script(string text)
        {
            var json = Activity("x", "RunJavaScript", ("script", Literal(text)));
            json["name"] = "RunJavaScript1";
            return json;
        }

        JsonObject Use(string id, string value) => new()
        {
            ["id"] = id,
            ["type"] = "Child",
            ["workflowDefinitionId"] = "child",
            ["a"] = Literal(value),
        };
        var child = Definition(
            Sequence(
                "c", Script("'inner ' + getA()"),
                LineJs("say", "getResultFromRunJavaScript1()"), LineJs("too", "getOutputFrom('x')")),
            inputs: [Named("A", "String")], id: "child");
        var main = Definition(Sequence(
            "all", Script("'outer'"), Activity("both", "Parallel", ("activities", new JsonArray(Use("u1", "1"), Use("u2", "2")))),
            LineJs("end", "getResultFromRunJavaScript1()")));
        Assert.Equal(["inner 1", "inner 2", "inner 1", "inner 2", "outer"], (await Tried.RunAsync(main, child)).Lines);
    }

    [Theory]
    [InlineData("wait -> join")]
    [InlineData("wait -> line-late", "line-late -> join")]
    public async Task A_join_for_any_runs_once_also_when_it_cancels_a_wait_that_began_after_it_was_queued(params string[] slow)
    {
        var flow = Flowchart(
            [
                Activity("start", "Start"), Line("quick"), Activity("wait", "Delay", ("timeSpan", Literal("00:01:00"))), Line("late"),
                Activity("join", "FlowJoin"), Line("end"),
            ],
            ["start -> line-quick", "start -> wait", "line-quick -> join", "join -> line-end", .. slow]);
        Assert.Equal(["quick", "end"], (await Tried.DrainAsync(Definition(flow))).Lines);
    }

    [Theory]
    [InlineData("literal", "1+1", "1+1")]
    [InlineData("javascript", "1+1", "2")]
    [InlineData("LIQUID", "{{ 1 }}", "1")]
    public async Task The_syntax_of_an_expression_may_be_written_large_or_small(string syntax, string text, string line) =>
        Assert.Equal([line], (await Tried.RunAsync(Definition(Activity("w", "WriteLine", ("text", Input(syntax, text)))))).Lines);

    [Fact]
    public async Task Waits_of_parents_and_children_are_drained_in_the_order_in_which_they_were_made()
    {
        var child = Definition(Sequence("c", Wait("C1"), Line("c1"), Wait("C2"), Line("c2")), id: "child");
        var main = Definition(Sequence(
            "all", Activity("go", "DispatchWorkflow", ("workflowDefinitionId", Literal("child"))),
            Wait("P1"), Line("p1"), Wait("P2"), Line("p2")));
        Assert.Equal(["p1", "c1", "p2", "c2"], (await Tried.DrainAsync(main, child)).Lines);
    }

    [Fact]
    public async Task A_script_of_CSharp_reads_and_writes_variables_and_sets_its_outcome()
    {
        const string Script = "var sum = Variables.A + 2; Variables.A = sum; Variables.Set(\"B\", \"b\" + sum); "
            + "if (sum > 3) { SetOutcome(\"Big\"); } return sum;";
        var flow = Flowchart(
            [
                Activity("run", "RunCSharp", ("script", Literal(Script)), ("possibleOutcomes", Input("Object", "[\"Big\"]"))),
                LineJs("say", "`${getA()} ${getB()} ${getLastResult()}`"), Line("small"),
            ],
            "run:Big -> say", "run:Done -> line-small");
        Assert.Equal(["4 b4 4"], (await Tried.RunAsync(Definition(flow, [Value("A", "Int32", "2"), Value("B", "String")]))).Lines);
    }

    [Fact]
    public async Task What_is_put_out_without_being_declared_is_an_output_of_the_instance()
    {
        var tried = await Tried.RunAsync(Definition(
            Activity("out", "SetOutput", ("outputName", Literal("Answer")), ("outputValue", Input("JavaScript", "6 * 7")))));
        Assert.Equal((WorkflowSubStatus.Finished, 42.0), (tried.State.SubStatus, tried.State.Output["Answer"]));
    }

    [Fact]
    public async Task A_script_may_write_variables_that_nobody_declared_and_names_of_its_own()
    {
        var main = Definition(Sequence(
            "all",
            Activity("run", "RunJavaScript", ("script", Literal("count = 2; variables.Made = count + 1; setVariable('Other', 'x')"))),
            LineJs("say", "variables.Made + getVariable('Other')")));
        Assert.Equal(["3x"], (await Tried.RunAsync(main)).Lines);
    }

    [Fact]
    public async Task A_variable_may_be_set_by_its_name_alone()
    {
        var set = Activity("set", "SetVariable", ("variable", new JsonObject { ["name"] = "A" }), ("value", Literal("7")));
        var main = Definition(Sequence("all", set, LineOf("say", "A")),
            [new JsonObject { ["id"] = "a1", ["name"] = "A", ["typeName"] = "Int32" }]);
        Assert.Equal(["7"], (await Tried.RunAsync(main)).Lines);
    }

    [Fact]
    public async Task A_fork_with_an_empty_list_of_branches_follows_none_and_one_without_a_list_is_done()
    {
        var none = Flowchart([Activity("fork", "FlowFork", ("branches", Input("Object", "[]"))), Line("on")], "fork -> line-on");
        var unset = Flowchart([Activity("fork", "FlowFork", ("branches", null)), Line("on")], "fork -> line-on");
        Assert.Empty((await Tried.RunAsync(Definition(none))).Lines);
        Assert.Equal(["on"], (await Tried.RunAsync(Definition(unset))).Lines);
    }

    [Fact]
    public async Task A_script_that_gives_nothing_leaves_the_last_result_as_it_was()
    {
        var main = Definition(Sequence(
            "all",
            Activity("one", "RunJavaScript", ("script", Literal("'kept'"))),
            Activity("two", "RunJavaScript", ("script", Literal("setVariable('X', 1); return null"))),
            LineJs("say", "getLastResult()")));
        Assert.Equal(["kept"], (await Tried.RunAsync(main)).Lines);
    }

    [Theory]
    [InlineData("'maybe'", "no")]
    [InlineData("'true'", "yes")]
    [InlineData("' False '", "no")]
    [InlineData("3", "yes")]
    [InlineData("0", "no")]
    [InlineData("[1]", "no")]
    [InlineData("({})", "no")]
    [InlineData("undefined", "no")]
    public async Task A_condition_on_what_is_no_truth_value_takes_the_branch_of_false(string script, string line)
    {
        var main = Definition(Activity(
            "if", "If", ("condition", Input("JavaScript", script, "Boolean")), ("then", Line("yes")), ("else", Line("no"))));
        Assert.Equal([line], (await Tried.RunAsync(main)).Lines);
    }

    [Fact]
    public async Task A_variable_whose_written_value_is_not_of_its_type_starts_empty()
    {
        var main = Definition(LineJs("say", "getA() === null ? 'empty' : 'full'"), [Value("A", "Int32", "abc")]);
        Assert.Equal(["empty"], (await Tried.RunAsync(main)).Lines);
    }

    [Theory]
    [InlineData("getD().getFullYear()", "2026")]
    [InlineData("getD().toISOString()", "2026-01-31T08:00:00.000Z")]
    [InlineData("new Date(getD()).getTime() === getD().getTime()", "True")]
    [InlineData("getD() < new Date()", "True")]
    [InlineData("JSON.stringify(getD())", "\"2026-01-31T08:00:00.000Z\"")]
    [InlineData("new Date(0)", "01/01/1970 00:00:00")]
    [InlineData("TimeSpan.FromMinutes(90)", "01:30:00")]
    [InlineData("TimeSpan.FromMinutes(90).TotalHours", "1.5")]
    [InlineData("TimeSpan.Parse('2.00:00:00').TotalDays", "2")]
    [InlineData("Guid.Empty", "00000000-0000-0000-0000-000000000000")]
    [InlineData("DateTime.Parse('2026-03-01T00:00:00Z').getUTCMonth()", "2")]
    public async Task Dates_and_spans_of_the_run_are_of_use_in_scripts(string script, string line)
    {
        var main = Definition(LineJs("say", script), [Value("D", "DateTime", "2026-01-31T08:00:00")]);
        Assert.Equal([line], (await Tried.RunAsync(main)).Lines);
    }

    [Fact]
    public async Task An_input_is_asked_for_by_its_own_spelling_too()
    {
        var main = Definition(LineJs("say", "getwho() + getWho()"), inputs: [Named("who", "String")]);
        var tried = await Tried.RunAsync(main, JoinMode.Counter, false, new() { ["who"] = "a" });
        Assert.Equal(["aa"], tried.Lines);
    }
}
