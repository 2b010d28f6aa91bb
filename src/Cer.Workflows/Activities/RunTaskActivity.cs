using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>Asks a person or a program to do something, and waits for the result.</summary>
internal sealed class RunTaskActivity : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.RunTask", "Primitives")
    {
        Inputs = [new("taskName", DataType.Text, Required: true), new("payload", DataType.Any)],
        Outputs = ["result", "taskId"],
    };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        // The same after a crash: the task is asked for once.
        var task = context.Key;
        context.Output("taskId", task);
        context.Wait("RunTask", new()
        {
            ["taskId"] = task,
            ["taskName"] = context.TextInput("taskName"),
            ["payload"] = context.Input("payload"),
        });
        return ValueTask.CompletedTask;
    }

    public override ValueTask ResumeAsync(ActivityContext context, Bookmark bookmark, object? payload, CancellationToken cancellation)
    {
        context.Output("result", payload);
        return context.CompleteAsync(cancellation);
    }
}
