using System.Text.Json.Nodes;
using Cer.Workflows.Definitions;
using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Activities;

/// <summary>A workflow used as an activity: it runs inside the same instance, with variables of its own.</summary>
internal sealed class CompositeActivity : Activity
{
    /// <summary>Where the execution keeps the version that it began with.</summary>
    internal const string MountedKey = "definitionVersionId";

    private static readonly string[] Own = ["id", "nodeId", "name", "type", "version"];

    public override ActivityDescriptor Descriptor { get; } = new("Elsa.WorkflowDefinitionActivity", "Composition");

    public override async ValueTask ExecuteAsync(ActivityContext context, CancellationToken cancellation)
    {
        var reference = Reference(context.Node);
        var definition = await context.Services.Definitions.FindAsync(reference, cancellation)
            ?? throw new DefinitionException(
                $"Found no workflow definition '{reference.DefinitionId ?? reference.VersionId}', expected the one that "
                    + $"'{context.Node.Name ?? context.Node.Id}' uses.");
        Begin(context, definition, cancellation);
    }

    public static void Begin(ActivityContext context, WorkflowDefinition definition, CancellationToken cancellation)
    {
        if (context.Run.Above(context.Execution).Count(one => context.Run.MountedAt(one) is not null) >= 30)
            throw new InvalidOperationException("Found workflows used inside workflows more than 30 deep, expected "
                + "fewer: one seems to use itself.");
        var root = context.Run.Mount(context.Execution.NodeId, definition);
        context.Execution.Kept[MountedKey] = definition.VersionId;
        // Evaluated where the composite stands, before it has variables of the same name.
        List<VariableSlot> given = [.. definition.Inputs.Select(input => Given(context, input, cancellation))];
        context.Execution.Variables.AddRange(given);
        foreach (var output in definition.Outputs)
            context.Execution.Variables.Add(new(output.Name, output.Name, output.Type, null));
        foreach (var variable in definition.Variables) context.Execution.Variables.Add(VariableSlot.Declare(variable));
        context.Schedule(root);
    }

    public override ValueTask ChildCompletedAsync(ActivityContext context, ActivityExecution child, CancellationToken cancellation)
    {
        HandOver(context);
        return context.CompleteAsync(cancellation);
    }

    /// <summary>Hands the outputs of the composite to where the designer wants them.</summary>
    internal static void HandOver(ActivityContext context)
    {
        foreach (var output in context.Run.MountedAt(context.Execution)!.Outputs)
        {
            var value = context.Execution.Variables.FindLast(slot => slot.Id == output.Name)?.Value;
            var (outputs, key) = (context.State.ActivityOutputs, context.Run.OutputsOf(context.Node));
            (outputs.TryGetValue(key, out var there) ? there : outputs[key] = [])[output.Name] = value;
            context.Execution.Outputs[output.Name] = value;
            if (context.Node.OutputTarget(output.Name) is { } target)
                context.Run.WriteMemory(context.Run.Parent(context.Execution), target, value);
        }
    }

    internal static DefinitionReference Reference(ActivityNode node) => new(
        JsonRead.Text(node.Property("workflowDefinitionId")),
        JsonRead.Text(node.Property("workflowDefinitionVersionId")),
        JsonRead.Int(node.Property("version")));

    private static VariableSlot Given(ActivityContext context, InputDefinition input, CancellationToken cancellation)
    {
        var written = Written(context.Node, input.Name);
        var value = written is null
            ? ValueConversion.To(input.Type, ValueJson.FromPlain(input.Default))
            : context.Evaluate(written, input.Type, cancellation);
        context.Execution.Inputs[input.Name] = value;
        return new(input.Name, input.Name, input.Type, value);
    }

    /// <summary>What is written for an input; a plain text under a name that every activity has is not one.</summary>
    private static InputValue? Written(ActivityNode node, string name) =>
        Array.Exists(Own, own => string.Equals(own, name, StringComparison.OrdinalIgnoreCase))
            ? InputValue.Read((node.Property("_" + name) ?? node.Property(name)) as JsonObject)
            : node.Input(name);
}
