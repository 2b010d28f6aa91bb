namespace Cer.Host.Desk;

/// <summary>Where a backup that was asked for stands: idle, running, done or failed, and in words.</summary>
internal sealed record BackupJobState(string State, DateTimeOffset? BeganAt, DateTimeOffset? EndedAt, string? Words);
