using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>Completes the nearest composite around it with outcomes, or the workflow itself; nothing further up.</summary>
internal sealed class CompleteActivity : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Complete", "Primitives")
    {
        Inputs = [new("outcomes", DataType.Texts)],
        IsTerminal = true,
        Outcomes = [],
    };

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        var outcomes = context.ListInput("outcomes").Select(ValueText.Of).Where(name => name.Length > 0).ToList();
        var composite = context.Run.Above(context.Execution)
            .First(one => one.ParentId is null || context.Run.MountedAt(one) is not null);
        context.Run.EndQuietly(context.Execution);
        if (composite.ParentId is not null) CompositeActivity.HandOver(new(context.Run, composite));
        await context.Run.CompleteAsync(composite, outcomes.Count > 0 ? outcomes : ["Done"], cancellation);
    }
}
