using System.CommandLine;

namespace Cer.Host.Workflows;

/// <summary>The verb <c>workflow</c>: definitions run, printed and checked without a server.</summary>
internal static class WorkflowCommand
{
    public static Command Create() => new("workflow", "Run, print or check workflow definitions, without a server.")
    {
        Run(), RoundTrip(), Validate(),
    };

    private static Command Run()
    {
        var file = File();
        var with = new Option<string[]>("--with")
        {
            Description = "Folder or file with further definitions, for "
            + "children; may be given again."
        };
        var input = new Option<string?>("--input") { Description = "Inputs as a JSON object, or @FILE." };
        var joins = new Option<string>("--joins")
        {
            Description = "How arrows that meet are waited for: counter or token.",
            DefaultValueFactory = _ => "counter",
        };
        var drain = new Option<bool>("--drain") { Description = "Resume whatever the run waits for at once, until it waits for nothing." };
        var state = new Option<string?>("--state") { Description = "File for how the run stands at the end, as JSON." };
        var timeout = new Option<double>("--timeout")
        {
            Description = "Seconds after which the run is given up.",
            DefaultValueFactory = _ => 60
        };
        var command = new Command(
            "run",
            "Run a definition to its end and print what its WriteLine activities write. Exit status: 0 finished, 2 unreadable or "
            + "invalid, 3 faulted, 4 suspended (what it waits for is listed), 5 out of time.")
        {
            file, with, input, joins, drain, state, timeout,
        };
        command.SetAction((parse, cancellation) => Guard.RunAsync("workflow run", () => RunWorkflow.RunAsync(
            new(
                parse.GetValue(file)!,
                parse.GetValue(with) ?? [],
                parse.GetValue(input),
                parse.GetValue(joins)!,
                parse.GetValue(drain),
                parse.GetValue(state),
                parse.GetValue(timeout)),
            cancellation)));
        return command;
    }

    private static Command RoundTrip()
    {
        var file = File();
        var command = new Command("roundtrip", "Print a definition as it would be saved here.") { file };
        command.SetAction((parse, _) => Guard.RunAsync("workflow roundtrip", () => PrintDefinition.RunAsync(parse.GetValue(file)!)));
        return command;
    }

    private static Command Validate()
    {
        var file = File();
        var command = new Command("validate",
            "Print the problems of a definition, one a line. Exit status: 0 none, 1 some, 2 unreadable.") { file };
        command.SetAction((parse, _) => Guard.RunAsync("workflow validate", () => PrintProblems.RunAsync(parse.GetValue(file)!)));
        return command;
    }

    private static Argument<string> File() => new("file") { Description = "A workflow definition, JSON." };
}
