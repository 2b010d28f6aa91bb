using Cer.Workflows.Definitions;
using Cer.Workflows.Running;

namespace Cer.Workflows.Local;

/// <summary>Definitions at hand in memory, loaded in any order.</summary>
public sealed class LocalDefinitions(IEnumerable<WorkflowDefinition> definitions) : IDefinitionSource
{
    private readonly List<WorkflowDefinition> _all = [.. definitions];

    public IReadOnlyList<WorkflowDefinition> All => _all;

    /// <summary>Of each definition the latest version that is published: the one that events begin.</summary>
    public IEnumerable<WorkflowDefinition> Published =>
        _all.Where(one => one.IsPublished).GroupBy(one => one.DefinitionId).Select(versions => versions.MaxBy(one => one.Version)!);

    public ValueTask<WorkflowDefinition?> FindAsync(DefinitionReference reference, CancellationToken cancellation) =>
        ValueTask.FromResult(Find(reference));

    private WorkflowDefinition? Find(DefinitionReference reference)
    {
        if (reference.VersionId is { Length: > 0 } version && _all.Find(one => one.VersionId == version) is { } exact) return exact;
        var named = _all
            .Where(one => reference.TypeName is { } type ? IsNamed(one, type) : one.DefinitionId == reference.DefinitionId)
            .OrderByDescending(one => one.Version)
            .ToList();
        return named.Find(one => one.Version == reference.Version)
            ?? named.Find(one => one.IsPublished)
            ?? named.Find(one => one.IsLatest)
            ?? named.FirstOrDefault();
    }

    /// <summary>The type is the name in capitals and without blanks: Input Output is InputOutput.</summary>
    private static bool IsNamed(WorkflowDefinition definition, string type) =>
        definition.Name is { Length: > 0 } name && string.Equals(Letters(name), Letters(type), StringComparison.OrdinalIgnoreCase);

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
