using Cer.Workflows.Running;

namespace Cer.Workflows.Activities;

/// <summary>Stands for a type that this host does not have.</summary>
internal sealed class MissingActivity : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.NotFoundActivity", "");

    public override ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation) =>
        throw new InvalidOperationException($"Found the activity type '{context.Node.Type}', expected one of the catalogue.");
}
