using Cer.Workflows.Definitions;

namespace Cer.Workflows.Running;

/// <summary>Finds definitions that others refer to.</summary>
public interface IDefinitionSource
{
    /// <summary>By version id, then that version of the definition, then the published, then the latest; null when there is none.</summary>
    ValueTask<WorkflowDefinition?> FindAsync(DefinitionReference reference, CancellationToken cancellation);
}
