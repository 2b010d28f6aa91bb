using Cer.Operations.Backup;
using NodaTime;

namespace Cer.Host.Backup;

/// <summary>The folder that holds the backups, and the drafts of those being made.</summary>
internal sealed class BackupFolder(string path)
{
    private const string DraftPrefix = ".cer-backup-";

    // A backup of a future that a wrong clock once made must not stand in for tonight's.
    private static readonly Duration ClockMayBeOff = Duration.FromHours(1);

    public string FullName { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>When each backup was made, newest first.</summary>
    public IReadOnlyList<Instant> Backups => !Directory.Exists(FullName)
        ? []
        :
        [
            .. Directory.EnumerateFiles(FullName, $"cer-*{BackupName.Ending}")
                .Select(file => BackupName.TryParse(System.IO.Path.GetFileName(file), out var made) ? made : (Instant?)null)
                .OfType<Instant>()
                .OrderDescending(),
        ];

    public Instant? Newest(Instant now) => Backups.Cast<Instant?>().FirstOrDefault(made => made <= now + ClockMayBeOff);

    public string PathOf(Instant made) => System.IO.Path.Combine(FullName, BackupName.Of(made));

    /// <summary>Removes what the rule lets go.</summary>
    /// <returns>The files removed.</returns>
    public IReadOnlyList<string> Prune(Retention rule)
    {
        string[] files = [.. rule.Superfluous(Backups).Select(PathOf)];
        foreach (var file in files) File.Delete(file);
        return files;
    }

    public FileStream NewDraft() => PrivateFile.Create(System.IO.Path.Combine(FullName, $"{DraftPrefix}{Guid.NewGuid():N}"));

    /// <summary>Removes drafts that nobody writes any more.</summary>
    public void ClearDrafts() => PrivateFile.ClearAbandoned(FullName, $"{DraftPrefix}*");
}
