using Cer.Workflows.Definitions;
using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>Says how arrows that meet in it are waited for; its flowchart does the waiting.</summary>
internal sealed class FlowJoinActivity : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.FlowJoin", "Branching")
    {
        Inputs = [new("mode", DataType.Text, "WaitAny", EvaluatedLater: true)],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        if (context.Services.Joins == JoinMode.Counter && context.Run.Parent(context.Execution) is { ParentId: not null } parent
            && context.Run.Node(parent.NodeId).Type == "Elsa.Flowchart")
        {
            var flowchart = new ActivityContext(context.Run, parent);
            await CounterJoins.CancelAncestorsAsync(flowchart, context.Run.Graph(parent), context.Node.Id, cancellation);
        }

        await context.CompleteAsync(cancellation);
    }

    /// <summary><c>WaitAny</c>, <c>WaitAll</c> or <c>WaitAllActive</c>, which is what every other activity has.</summary>
    internal static string ModeOf(ActivityContext flowchart, ActivityNode node, CancellationToken cancellation)
    {
        if (node.Type != "Elsa.FlowJoin") return "WaitAllActive";
        var mode = ValueText.Of(flowchart.Evaluate(node.Input("mode"), DataType.Any, cancellation) ?? "WaitAny");
        return mode switch
        {
            "0" => "WaitAny",
            "1" => "WaitAll",
            "2" => "WaitAllActive",
            "WaitAny" or "WaitAll" or "WaitAllActive" => mode,
            _ => throw new InvalidOperationException($"Found the mode '{mode}' of the join '{node.Id}', expected "
                + "WaitAny, WaitAll or WaitAllActive."),
        };
    }
}
