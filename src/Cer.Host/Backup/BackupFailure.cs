using System.Text.Json;

namespace Cer.Host.Backup;

/// <summary>Why the last nightly backup failed, kept in the data folder until one succeeds.</summary>
internal sealed record BackupFailure(DateTimeOffset At, string Reason)
{
    private const string FileName = "backup-failure.json";

    public static BackupFailure? Read(string data)
    {
        try
        {
            return JsonSerializer.Deserialize<BackupFailure>(File.ReadAllBytes(Path.Combine(data, FileName)));
        }
        catch (Exception failure) when (failure is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static void Forget(string data) => File.Delete(Path.Combine(data, FileName));

    /// <summary>Keeps it where it can; a data folder that cannot be written has louder troubles.</summary>
    public void Keep(string data)
    {
        try
        {
            File.WriteAllBytes(Path.Combine(data, FileName), JsonSerializer.SerializeToUtf8Bytes(this));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The log has it.
        }
    }
}
