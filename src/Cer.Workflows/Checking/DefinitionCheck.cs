using Cer.Workflows.Activities;
using Cer.Workflows.Definitions;
using Cer.Workflows.Expressions;

namespace Cer.Workflows.Checking;

/// <summary>Looks at a definition before it is published: each problem with the activity, the field and what to do.</summary>
public sealed class DefinitionCheck(ActivityCatalog catalog, ExpressionEvaluator expressions)
{
    public IReadOnlyList<Problem> Check(WorkflowDefinition definition)
    {
        var nodes = definition.Root.All().ToList();
        var inputs = new InputCheck(definition, expressions);
        return
        [
            .. Duplicates(nodes),
            .. nodes.Where(node => !catalog.Knows(node)).Select(Unknown),
            .. nodes.Where(node => node.Type == "Elsa.Flowchart").SelectMany(node => FlowchartCheck.Of(node, catalog)),
            .. nodes.Where(catalog.Knows).SelectMany(node => inputs.Of(node, catalog.Of(node).Descriptor)),
            .. Paths(nodes),
            .. Variables(null, definition.Variables),
            .. nodes.SelectMany(node => Variables(node.Id, VariableDefinition.Of(node.Json))),
        ];
    }

    private static Problem Unknown(ActivityNode node) => node.Type == "Elsa.NotFoundActivity"
        ? new(node.Id, "type", "Found an activity that was not found elsewhere and holds no original, expected one of "
            + "the catalogue: replace it.")
        : new(node.Id, "type", $"Found the activity type '{node.Type}', expected one of the catalogue: replace it, or "
            + "install what has it.");

    private static IEnumerable<Problem> Variables(string? container, IEnumerable<VariableDefinition> variables)
    {
        foreach (var variable in variables)
            if (Unreadable(variable) is { } sentence)
                yield return new(container, "variables", $"Variable '{variable.Name}': {sentence} It would start empty: mend its value.");
    }

    private static string? Unreadable(VariableDefinition variable)
    {
        try
        {
            variable.Written();
            return null;
        }
        catch (ExpressionException fault)
        {
            return fault.Message;
        }
    }

    private static IEnumerable<Problem> Duplicates(List<ActivityNode> nodes) => nodes
        .GroupBy(node => node.NodeId)
        .Where(group => group.Count() > 1)
        .Select(group => new Problem(group.First().Id, "id",
            $"Found the id '{group.First().Id}' {group.Count()} times in one container, expected it once: rename the others."))
        .Concat(nodes.Where(node => node.Id.Length == 0).Select(node =>
            new Problem(null, "id", $"Found an activity of type '{node.Type}' without an id, expected one.")));

    private static IEnumerable<Problem> Paths(List<ActivityNode> nodes) => nodes
        .Where(node => node.Type == "Elsa.HttpEndpoint" && node.Input("path") is { Syntax: "Literal" })
        .SelectMany(node => Methods(node).Select(method => (node, Key: $"{method} {JsonRead.Text(node.Input("path")!.Value)?.Trim('/')}")))
        .GroupBy(one => one.Key, StringComparer.OrdinalIgnoreCase)
        .Where(group => group.Select(one => one.node.Id).Distinct().Count() > 1)
        .Select(group => new Problem(group.Last().node.Id, "path",
            $"Found '{group.Key}' at two endpoints, expected each path and method once: change one of them."));

    private static IEnumerable<string> Methods(ActivityNode node)
    {
        var written = JsonRead.Text(node.Input("supportedMethods")?.Value);
        return string.IsNullOrWhiteSpace(written)
            ? ["GET"]
            : written.Trim('[', ']').Split(',').Select(method => method.Trim(' ', '"').ToUpperInvariant());
    }
}
