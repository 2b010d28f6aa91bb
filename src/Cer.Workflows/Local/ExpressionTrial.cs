using System.Text.Json.Nodes;
using Cer.Workflows.Activities;
using Cer.Workflows.Definitions;
using Cer.Workflows.Expressions;
using Cer.Workflows.Running;
using Cer.Workflows.Values;

namespace Cer.Workflows.Local;

/// <summary>What an expression of a definition would come to, with values at hand and nothing run.</summary>
public sealed class ExpressionTrial(
    ILocalWorld world, ActivityCatalog catalog, ExpressionEvaluator expressions, TimeProvider time)
{
    /// <remarks>Variables of the containers around the activity are there too, as those of the definition.</remarks>
    /// <exception cref="ExpressionException">It cannot be read, or came to no value.</exception>
    public async Task<object?> EvaluateAsync(
        WorkflowDefinition definition,
        string? activityId,
        string syntax,
        string text,
        TrialValues values,
        CancellationToken cancellation)
    {
        var definitions = new LocalDefinitions([definition]);
        var port = new LocalRuns(world, definitions, expressions, time, catalog: catalog);
        var services = new RunServices(new(ActivityCatalog.Standard), definitions, port, expressions, time);
        var run = WorkflowRun.Begin(definition, services, "trial", values.Input);
        await run.StartAsync(cancellation);
        if (run.State.Incidents is [var incident, ..]) throw new ExpressionException(incident.Message);
        var root = run.State.Root!;
        foreach (var container in Around(definition, activityId))
            root.Variables.AddRange(VariableDefinition.Of(container.Json).Select(VariableSlot.Declare));
        foreach (var (name, value) in values.Variables)
        {
            if (root.Variables.FindLast(slot => slot.Name == name) is { } slot) slot.Set(value);
            else root.Variables.Add(new(name, name, DataType.Any, value));
        }

        foreach (var (activity, outputs) in values.Outputs)
            if (outputs is OrderedDictionary<string, object?> named) run.State.ActivityOutputs[activity] = named;
        return expressions.Evaluate(
            new InputValue("Object", syntax, JsonValue.Create(text)), new RunScope(run, root), cancellation);
    }

    private static IEnumerable<ActivityNode> Around(WorkflowDefinition definition, string? activityId)
    {
        var place = definition.Root.All().FirstOrDefault(node => node.Id == activityId)?.NodeId;
        return place is null
            ? [definition.Root]
            : definition.Root.All().Where(node => place.StartsWith(node.NodeId + ":", StringComparison.Ordinal));
    }
}
