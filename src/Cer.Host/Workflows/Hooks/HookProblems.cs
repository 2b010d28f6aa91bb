using System.Text.Json.Nodes;
using Cer.Workflows.Checking;
using Cer.Workflows.Definitions;

namespace Cer.Host.Workflows.Hooks;

/// <summary>What is wrong with who endpoints are open to: a word that is not known would close one.</summary>
internal static class HookProblems
{
    public static IReadOnlyList<Problem> Of(WorkflowDefinition definition) =>
    [
        .. definition.Root.All()
            .Where(node => node.Type == "Elsa.HttpEndpoint")
            .Select(node => (node, Problem: HookPolicy.Problem(
                node.Input("policy") is { Syntax: "Literal", Value: JsonValue value } && value.TryGetValue<string>(out var text)
                    ? text : null)))
            .Where(one => one.Problem is not null)
            .Select(one => new Problem(one.node.Id, "policy", one.Problem!)),
    ];
}
