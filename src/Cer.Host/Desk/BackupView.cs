using Cer.Host.Backup;
using Cer.Host.Data;
using Cer.Operations.Backup;
using NodaTime;

namespace Cer.Host.Desk;

/// <summary>How the backups stand: what is there, what comes, what failed.</summary>
internal sealed record BackupView(
    string? Folder, string? Last, long? LastBytes, int Count, string? Next, string? Failure, string? FailedAt,
    int KeepDaily, int KeepWeekly, int KeepMonthly, string RestoreCommand, BackupJobState Job)
{
    public static BackupView Of(Settings settings, Instant now, BackupJobState job)
    {
        var wanted = settings.Backup ?? new();
        if (settings.Folder is not { } data)
            return new(null, null, null, 0, null, null, null, wanted.Daily, wanted.Weekly, wanted.Monthly, Command("FILE"), job);
        var folder = new BackupFolder(wanted.In(data));
        var (backups, failure) = (Known(folder), BackupFailure.Read(data));
        var last = backups.Count > 0 ? backups[0] : (Instant?)null;
        var today = now.InZone(Domain.MarketHour.Rome).Date;
        var next = BackupNight.Of(today) > now ? BackupNight.Of(today) : BackupNight.Of(today.PlusDays(1));
        return new(
            folder.FullName,
            last?.ToString(),
            last is { } made ? Size(folder.PathOf(made)) : null,
            backups.Count,
            next.ToString(),
            failure?.Reason,
            failure is null ? null : Instant.FromDateTimeOffset(failure.At).ToString(),
            wanted.Daily,
            wanted.Weekly,
            wanted.Monthly,
            Command(last is { } newest ? folder.PathOf(newest) : "FILE"),
            job);
    }

    private static string Command(string file) => $"./install.sh --data CARTELLA-NUOVA --restore {file}";

    private static IReadOnlyList<Instant> Known(BackupFolder folder)
    {
        try
        {
            return folder.Backups;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static long? Size(string path)
    {
        try
        {
            return new FileInfo(path).Length;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
