using Cer.Workflows.Expressions;
using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>Asks a person or a program to do something, and waits for the result.</summary>
internal sealed class RunTaskActivity : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.RunTask", "Primitives")
    {
        Inputs = [new("taskName", DataType.Text, Required: true), new("payload", DataType.Any)],
        Outputs = ["result", "taskId", "completedBy"],
    };

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        // The same after a crash: the task is asked for once.
        var task = context.Key;
        context.Output("taskId", task);
        var (payload, now) = (context.Input("payload"), context.Services.Time.GetUtcNow());
        context.Wait("RunTask", new()
        {
            ["taskId"] = task,
            ["taskName"] = context.TextInput("taskName"),
            ["payload"] = payload,
            ["createdAt"] = now,
            ["dueAt"] = DueAt(payload as OrderedDictionary<string, object?>, now),
        });
        return ValueTask.CompletedTask;
    }

    public override ValueTask ResumeAsync(ActivityContext context, Bookmark bookmark, object? payload, CancellationToken cancellation)
    {
        var told = payload as TaskResult;
        context.Output("result", told is null ? payload : told.Result);
        context.Output("completedBy", told?.By);
        return context.CompleteAsync(cancellation);
    }

    /// <summary>By when it is to be done, where what is asked says so: <c>dueAt</c>, or <c>dueInDays</c> from now.</summary>
    private static DateTimeOffset? DueAt(OrderedDictionary<string, object?>? asked, DateTimeOffset now)
    {
        try
        {
            return asked?.GetValueOrDefault("dueAt") is { } at
                ? ValueConversion.To(new(ValueKind.DateTimeOffset), at) as DateTimeOffset?
                : ValueConversion.To(new(ValueKind.Double), asked?.GetValueOrDefault("dueInDays"))
                    is double and > 0 and <= 3660 and var days
                    ? now + TimeSpan.FromDays(days)
                    : null;
        }
        catch (ExpressionException)
        {
            // What is no time does not keep the task from being asked for.
            return null;
        }
    }
}
