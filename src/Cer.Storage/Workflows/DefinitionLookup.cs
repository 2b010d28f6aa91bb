using Cer.Workflows.Definitions;
using Cer.Workflows.Running;
using Npgsql;

namespace Cer.Storage.Workflows;

/// <summary>Finds the definitions of one community for its runs.</summary>
internal sealed class DefinitionLookup(NpgsqlDataSource db, DefinitionRows rows, int tenant) : IDefinitionSource
{
    public async ValueTask<WorkflowDefinition?> FindAsync(DefinitionReference reference, CancellationToken cancellation)
    {
        if (reference.VersionId is { } version && rows.Fixed(tenant, version) is { } known) return known;
        await using var connection = await db.OpenConnectionAsync(cancellation);
        var found = await rows.ListAsync(
            connection,
            """
            where community_id = $1 and (version_id = $2
              or (definition_id = $3 and (version = $4 or is_published or is_latest)))
            order by version_id is distinct from $2, version is distinct from $4, not is_published, not is_latest limit 1
            """,
            cancellation,
            tenant,
            reference.VersionId?.Storable() ?? "",
            reference.DefinitionId?.Storable() ?? "",
            reference.Version ?? -1);
        return found.Count > 0 ? found[0].Definition : null;
    }
}
