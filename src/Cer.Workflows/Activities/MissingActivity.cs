using Cer.Workflows.Running;

namespace Cer.Workflows.Activities;

/// <summary>Stands for a type that this host does not have, unless a workflow at hand has that name.</summary>
/// <remarks>Elsa makes the type of a workflow used as an activity from its name; definitions made by hand may hold no more.</remarks>
internal sealed class MissingActivity(CompositeActivity composite) : Activity
{
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.NotFoundActivity", "");

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        var (type, version) = (context.Node.Type, Definitions.JsonRead.Int(context.Node.Property("version")));
        var definition = type.Contains('.', StringComparison.Ordinal)
            ? null
            : await context.Services.Definitions.FindAsync(new(null, null, version, type), cancellation);
        CompositeActivity.Begin(
            context,
            definition ?? throw new InvalidOperationException($"Found the activity type '{type}', expected one of the catalogue."),
            cancellation);
    }

    public override ValueTask ChildCompletedAsync(ActivityContext context, ActivityExecution child, CancellationToken cancellation) =>
        composite.ChildCompletedAsync(context, child, cancellation);
}
