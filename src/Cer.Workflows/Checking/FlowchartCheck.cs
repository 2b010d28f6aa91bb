using Cer.Workflows.Activities;
using Cer.Workflows.Definitions;
using Cer.Workflows.Running;

namespace Cer.Workflows.Checking;

/// <summary>Problems of the arrows of one flowchart.</summary>
internal static class FlowchartCheck
{
    private static readonly string[] OwnOutcomes =
        ["Elsa.FlowSwitch", "Elsa.FlowFork", "Elsa.FlowSendHttpRequest", "Elsa.DownloadHttpFile", "Elsa.HttpEndpoint"];

    public static IEnumerable<Problem> Of(ActivityNode flowchart, ActivityCatalog catalog)
    {
        var activities = flowchart.Ports("activities").DistinctBy(node => node.Id)
            .ToDictionary(node => node.Id, node => node, StringComparer.Ordinal);
        if (activities.Count == 0) yield return new(flowchart.Id, "activities",
            "Found a flowchart without activities, expected at least one.", Prevents: false);
        foreach (var json in Connection.Raw(flowchart.Property("connections")))
        {
            if (Connection.Read(json) is not { } connection)
                yield return new(flowchart.Id, "connections",
                    "Found an arrow without both ends, expected one from an activity to another: remove it.");
            else if (!activities.ContainsKey(connection.Source) || !activities.ContainsKey(connection.Target))
                yield return new(flowchart.Id, "connections",
                    $"Found an arrow from '{connection.Source}' to '{connection.Target}' of which one is not there, "
                        + "expected both: remove it.");
            else if (Outcome(activities[connection.Source], connection.SourcePort, catalog) is { } problem)
                yield return problem;
        }

        foreach (var problem in Reach(flowchart, activities.Values)) yield return problem;
    }

    private static IEnumerable<Problem> Reach(ActivityNode flowchart, IReadOnlyCollection<ActivityNode> activities)
    {
        var graph = FlowGraph.Of(flowchart, null);
        // What only the way of a trigger reaches is reached.
        var ways = activities.Where(node => node.CanStartWorkflow).Select(node => FlowGraph.Of(flowchart, node.Id)).Prepend(graph).ToList();
        var arrows = Connection.Of(flowchart);
        for (var arrow = 0; arrow < arrows.Count; arrow++)
            if (!graph.IsDangling(arrows[arrow].Source) && graph.LeadsBack(arrow) && !graph.MayLeadBack(arrow))
                yield return new(arrows[arrow].Source, null,
                    $"Found an arrow back to '{arrows[arrow].Target}' that another way goes around, expected every way "
                        + "here to go through it.");
        foreach (var node in activities)
            if (!node.CanStartWorkflow && ways.TrueForAll(way => way.IsDangling(node.Id)))
                yield return new(node.Id, null,
                    "Found an activity that no arrow from the start reaches, expected one: connect or remove it.", Prevents: false);
    }

    private static Problem? Outcome(ActivityNode node, string port, ActivityCatalog catalog)
    {
        if (!catalog.Knows(node) || ActivityCatalog.IsComposite(node) || OwnOutcomes.Contains(node.Type)) return null;
        var descriptor = catalog.Of(node).Descriptor;
        if (descriptor.Inputs.Any(input => input.Name == "possibleOutcomes") || descriptor.Outcomes.Contains(port)) return null;
        if (descriptor.IsTerminal)
            return new(node.Id, null, $"Found an arrow out of an activity of type {node.Type}, which ends its "
                + "container, expected none: remove it.", Prevents: false);
        var known = string.Join(", ", descriptor.Outcomes);
        return new(node.Id, null, $"Found an arrow from the outcome '{port}', expected one of {known}: draw it again.", Prevents: false);
    }
}
