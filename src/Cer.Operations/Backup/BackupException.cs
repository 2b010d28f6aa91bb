namespace Cer.Operations.Backup;

/// <summary>A backup that cannot be made, read or restored; the message says what was found and expected.</summary>
public sealed class BackupException(string message) : Exception(message);
