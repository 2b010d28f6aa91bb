using Cer.Operations.Backup;
using Cer.Storage.Migrations;

namespace Cer.Storage.Backup;

/// <summary>Whether this program can work with the schema of a backup.</summary>
public static class BackupSchema
{
    /// <summary>A sentence when it cannot; null when it can, perhaps after migrating.</summary>
    public static string? Problem(IReadOnlyList<BackupMigration> saved, IReadOnlyList<Migration> files)
    {
        SchemaState.Applied[] applied =
            [.. saved.Select(step => new SchemaState.Applied(step.Version, step.Name, Convert.FromHexString(step.Sha256)))];
        return SchemaState.Conflict(applied, files);
    }
}
