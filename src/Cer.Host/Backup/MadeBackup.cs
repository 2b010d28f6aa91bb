using Cer.Operations.Backup;

namespace Cer.Host.Backup;

/// <summary>A backup that stands in its place.</summary>
internal sealed record MadeBackup(string Path, long Size, BackupManifest Manifest);
