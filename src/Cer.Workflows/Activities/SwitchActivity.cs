using System.Text.Json.Nodes;
using Cer.Workflows.Definitions;
using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>The branch of the first case that holds, or of every one, or the default.</summary>
internal sealed class SwitchActivity : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Switch", "Branching")
    {
        Inputs = [new("mode", DataType.Text, "MatchFirst")],
        Ports = ["cases", "default"],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        var matching = Matching(context, cancellation);
        List<ActivityNode> branches = matching.Count > 0
            ? [.. matching.Select(context.Node.ChildOf).OfType<ActivityNode>()]
            : context.Node.Port("default") is { } other ? [other] : [];
        ParallelActivity.Waits(context, branches.Count);
        foreach (var branch in branches) context.Schedule(branch);
        if (branches.Count == 0) await context.CompleteAsync(cancellation);
    }

    public override ValueTask ChildCompletedAsync(ActivityContext context, ActivityExecution child, CancellationToken cancellation) =>
        ParallelActivity.OneLess(context) ? context.CompleteAsync(cancellation) : ValueTask.CompletedTask;

    /// <summary>The cases that hold: the first only, unless the mode says every one.</summary>
    internal static List<JsonObject> Matching(ActivityContext context, CancellationToken cancellation)
    {
        var every = context.TextInput("mode") is "MatchAny" or "1";
        List<JsonObject> found = [];
        foreach (var item in JsonRead.Objects(context.Node.Property("cases")))
        {
            var condition = InputValue.ReadExpression(item["condition"]);
            if (context.Evaluate(condition, DataType.Flag, cancellation) is not true) continue;
            found.Add(item);
            if (!every) break;
        }

        return found;
    }
}
