using System.Globalization;
using Cer.Host.Data;
using Cer.Host.Doctor;
using NodaTime;

namespace Cer.Host.Backup;

/// <summary>What the doctor says of the backups.</summary>
internal static class BackupCheck
{
    private static readonly Duration Oldest = Duration.FromHours(36);

    /// <param name="data">The data folder.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="now">The time.</param>
    public static Finding Of(string data, Settings settings, Instant now)
    {
        var place = (settings.Backup ?? new()).In(data);
        try
        {
            if (BackupFailure.Read(data) is { } failure)
            {
                return new(
                    string.Create(CultureInfo.InvariantCulture,
                        $"the backup failed at {failure.At:yyyy-MM-ddTHH:mm:ssZ}: {failure.Reason}"),
                    $"see to it, then cer backup --data {data}: the server tries again by itself too");
            }

            if (new BackupFolder(place).Newest(now) is { } newest) return Judge($"the last good backup in {place} is", now - newest, data);
            // The settings are as old as the installation, or as its last change.
            var since = Instant.FromDateTimeUtc(File.GetLastWriteTimeUtc(Path.Combine(data, Settings.FileName)));
            return now - since < Oldest
                ? new($"no backup in {place} yet: the server makes one each night")
                : new($"there is no backup in {place}", $"cer backup --data {data} makes one now; the running server makes one each night");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new($"the backups in {place} cannot be looked at: {failure.Message}", $"give this user the right to read {place}");
        }
    }

    private static Finding Judge(string which, Duration age, string data)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{which} {Math.Max(0, (long)age.TotalHours)} hours old");
        return age <= Oldest
            ? new(text)
            : new($"{text}, expected at most {Oldest.TotalHours:0}",
                $"start the server, which makes one each night, or cer backup --data {data}; log/cer.log may say more");
    }
}
