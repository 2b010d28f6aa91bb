namespace Cer.Operations.Backup;

/// <summary>A step of the schema that the saved database had.</summary>
public sealed record BackupMigration(int Version, string Name, string Sha256);
