using Cer.Workflows.Definitions;

namespace Cer.Workflows.Hosting;

/// <summary>Definitions and their versions. What was published or has run is never changed.</summary>
public interface IDefinitionStore : IDefinitionCatalog
{
    /// <summary>A version, the latest when none is named; null when there is none.</summary>
    ValueTask<SavedDefinition?> FindAsync(int tenant, string definitionId, int? version, CancellationToken cancellation);

    /// <summary>The latest version of each, by name.</summary>
    ValueTask<IReadOnlyList<SavedDefinition>> ListAsync(int tenant, CancellationToken cancellation);

    /// <summary>All versions of one, the newest first.</summary>
    ValueTask<IReadOnlyList<SavedDefinition>> VersionsAsync(int tenant, string definitionId, CancellationToken cancellation);

    /// <summary>The number of the published version of each that has one.</summary>
    ValueTask<IReadOnlyDictionary<string, int>> PublishedAsync(int tenant, CancellationToken cancellation);

    /// <summary>Takes a definition from the list, with what begins it. Its versions stay: one can come back.</summary>
    ValueTask<DefinitionDeletion> DeleteAsync(int tenant, string definitionId, CancellationToken cancellation);

    /// <summary>Saves the draft; a new one when the latest version is no draft any more, or one is asked for.</summary>
    /// <exception cref="DefinitionConflictException">The latest version is not the expected one.</exception>
    ValueTask<SavedDefinition> SaveAsync(
        int tenant,
        WorkflowDefinition definition,
        DefinitionRevision? expected,
        string who,
        CancellationToken cancellation,
        bool always = false);

    /// <summary>Makes a version the published one; its triggers take the place of those before it, all at once.</summary>
    /// <exception cref="DefinitionConflictException">The latest version is not the expected one.</exception>
    ValueTask PublishAsync(
        int tenant, string definitionId, DefinitionRevision expected, IReadOnlyList<Trigger> triggers, CancellationToken cancellation);

    /// <summary>No version is published any more, and nothing begins it; false when none was.</summary>
    ValueTask<bool> RetractAsync(int tenant, string definitionId, CancellationToken cancellation);

    /// <summary>Paths that published definitions but this one answer at, with their methods.</summary>
    ValueTask<IReadOnlyList<Trigger>> EndpointsAsync(int tenant, string exceptDefinition, CancellationToken cancellation);
}
