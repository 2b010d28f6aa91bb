using Cer.Workflows.Running;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Workflows.Tests.Running;

public class PrimitiveTests
{
    [Fact]
    public async Task Lines_are_written_in_the_invariant_culture()
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        System.Globalization.CultureInfo.CurrentCulture = new("it-IT");
        try
        {
            var definition = Definition(
                Sequence("all", LineOf("a", "D"), LineOf("b", "M"), LineOf("c", "F"), LineOf("d", "T"), LineOf("e", "L"),
                    LineOf("f", "Nothing"), Activity("g", "WriteLine")),
                [
                    Value("D", "Double", "1234.5"), Value("M", "Decimal", "0.10"), Value("F", "Boolean", "true"),
                        Value("T", "TimeSpan", "1.02:03:04"),
                    Value("L", "Object[]", "[1,\"a\",{\"b\":null}]"), Value("Nothing", "String"),
                ]);
            Assert.Equal(["1234.5", "0.10", "True", "1.02:03:04", "[1,\"a\",{\"b\":null}]", "", ""],
                (await Tried.RunAsync(definition)).Lines);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task Name_correlation_and_outputs_are_told_at_the_end()
    {
        var definition = Definition(
            Sequence(
                "all",
                Activity("n", "SetName", ("value", Literal("Bella"))),
                Activity("c", "Correlate", ("correlationId", Literal("42"))),
                Activity("o", "SetOutput", ("outputName", Literal("Sum")), ("outputValue", Input("JavaScript", "20 + 1"))),
                LineJs("show", "`${getWorkflowInstanceName()} ${getCorrelationId()} ${getWorkflowDefinitionId()}`")),
            outputs: [Named("Sum", "Int32")]);
        var tried = await Tried.RunAsync(definition);
        Assert.Equal(["Bella 42 main"], tried.Lines);
        Assert.Equal(21, tried.State.Output["Sum"]);
    }

    [Fact]
    public async Task A_script_sets_its_outcomes_and_its_result()
    {
        var definition = Definition(
            Flowchart(
                [Activity("js", "RunJavaScript", ("script", Literal("setOutcomes(['A','B']); return 7;")), ("result", Output("R"))),
                    Line("a"), Line("b"), Line("done"), LineOf("r", "R")],
                "js:A -> line-a", "js:B -> line-b", "js:Done -> line-done", "line-b -> r"),
            [Value("R", "Int32")]);
        Assert.Equal(["a", "b", "7"], (await Tried.RunAsync(definition)).Lines);
    }

    [Fact]
    public async Task Python_and_unknown_types_are_refused_with_a_sentence()
    {
        var python = await Tried.RunAsync(Definition(Activity("p", "RunPython", ("script", Literal("print(1)")))));
        Assert.Contains("Python", python.State.Incidents[0].Message, StringComparison.Ordinal);
        var unknown = await Tried.RunAsync(Definition(Activity("p", "Teleport")));
        Assert.Contains("Elsa.Teleport", unknown.State.Incidents[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inputs_have_defaults_and_types_and_a_wrong_one_faults_with_its_name()
    {
        var input = Named("N", "Int32");
        input["defaultValue"] = 5;
        var definition = Definition(LineJs("show", "getInput('N') + 1"), inputs: [input]);
        Assert.Equal(["6"], (await Tried.RunAsync(definition)).Lines);
        Assert.Equal(["8"], (await Tried.RunAsync(definition, JoinMode.Counter, false, new() { ["N"] = "7" })).Lines);
        var wrong = await Tried.RunAsync(definition, JoinMode.Counter, false, new() { ["N"] = "many" });
        Assert.Equal(WorkflowSubStatus.Faulted, wrong.State.SubStatus);
        Assert.Contains("many", wrong.State.Incidents[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_activity_put_out_another_can_ask_for_by_its_name()
    {
        var definition = Definition(Sequence(
            "all",
            Activity("Ask1", "ReadLine"),
            LineJs("a", "getResultFromAsk1()"),
            LineJs("b", "getOutputFrom('Ask1', 'Result')"),
            LineJs("c", "getLastResult()"),
            Activity("d", "WriteLine", ("text", Input("Liquid", "{{ Variables.V }}-{{ Input.I }}", "String"))),
            Activity("e", "WriteLine", ("text", Input("CSharp", "$\"{Variables.V} {1 + 1}\"", "String")))),
            [Value("V", "String", "v")]);
        Assert.Equal(["typed", "typed", "typed", "v-i", "v 2"],
            (await Tried.RunAsync(definition, JoinMode.Counter, false, new() { ["I"] = "i" })).Lines);
    }

    [Fact]
    public async Task A_failed_activity_is_tried_again_from_where_it_failed()
    {
        var definition = Definition(
            Sequence("all", Line("once"),
                Activity("check", "RunJavaScript", ("script", Literal("if (!variables.Ok) throw new Error('not yet');"))), Line("after")),
            [Value("Ok", "Boolean", "false")]);
        var tried = await Tried.RunAsync(definition);
        Assert.Equal(WorkflowSubStatus.Faulted, tried.State.SubStatus);
        tried.State.Root!.Variables[0].Set(true);
        Assert.True(tried.Runs.Runs[0].Retry());
        await tried.Runs.Runs[0].BurstAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["once", "after"], tried.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, tried.State.SubStatus);
    }

    [Fact]
    public async Task Cancel_ends_a_waiting_instance_for_good()
    {
        var tried = await Tried.RunAsync(Definition(Sequence("all", Activity("w", "Event", ("eventName", Literal("never"))), Line("no"))));
        var run = tried.Runs.Runs[0];
        run.Cancel();
        Assert.Equal((WorkflowStatus.Finished, WorkflowSubStatus.Cancelled), (run.State.Status, run.State.SubStatus));
        Assert.False(await run.ResumeAsync(1, null, TestContext.Current.CancellationToken));
        Assert.False(run.Retry());
    }
}
