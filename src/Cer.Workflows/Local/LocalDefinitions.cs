using Cer.Workflows.Definitions;
using Cer.Workflows.Running;

namespace Cer.Workflows.Local;

/// <summary>Definitions at hand in memory, loaded in any order.</summary>
public sealed class LocalDefinitions(IEnumerable<WorkflowDefinition> definitions) : IDefinitionSource
{
    private readonly List<WorkflowDefinition> _all = [.. definitions];

    public IReadOnlyList<WorkflowDefinition> All => _all;

    public ValueTask<WorkflowDefinition?> FindAsync(DefinitionReference reference, CancellationToken cancellation) =>
        ValueTask.FromResult(Find(reference));

    private WorkflowDefinition? Find(DefinitionReference reference)
    {
        if (reference.VersionId is { Length: > 0 } version && _all.Find(one => one.VersionId == version) is { } exact) return exact;
        var named = _all.Where(one => one.DefinitionId == reference.DefinitionId).OrderByDescending(one => one.Version).ToList();
        return named.Find(one => one.Version == reference.Version)
            ?? named.Find(one => one.IsPublished)
            ?? named.Find(one => one.IsLatest)
            ?? named.FirstOrDefault();
    }
}
