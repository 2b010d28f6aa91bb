using Cer.Workflows.Definitions;

namespace Cer.Host.Workflows.Shipped;

/// <summary>A workflow that comes with the program.</summary>
/// <param name="Definition">The definition, as the file has it.</param>
/// <param name="Edition">Counted up with each change of the file: what is there already is known by it.</param>
internal sealed record ShippedFlow(WorkflowDefinition Definition, int Edition)
{
    /// <summary>The property of a definition that says from which edition of the program's it came.</summary>
    public const string EditionKey = "cer:shipped";

    /// <summary>The edition that a definition came from; zero when it is of somebody's own making.</summary>
    public static int EditionOf(WorkflowDefinition definition) =>
        definition.Custom(EditionKey) is System.Text.Json.Nodes.JsonValue value && value.TryGetValue<int>(out var edition)
            ? edition
            : 0;
}
