namespace Cer.Host.Backup;

/// <summary>Puts back what the collectors kept at the time of a backup, over what is there: they tell again what came after.</summary>
/// <remarks>
/// What is there knows of quarters that the database does not have any more. A collector that the backup does not have goes on
/// from what is there, and its journal is sent anew as far back as it goes: the platform takes the same twice as once.
/// </remarks>
internal sealed class RestoredCollectors(string place)
{
    private const string Draft = ".cer-restore-";

    private readonly HashSet<string> _cleared = new(StringComparer.Ordinal);

    /// <exception cref="UserFault">One of them runs.</exception>
    public void CheckStopped()
    {
        foreach (var path in CollectorFiles.FoldersIn(place).Select(folder => Path.Combine(folder, "lock")).Where(File.Exists))
        {
            try
            {
                new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            }
            catch (IOException)
            {
                throw new UserFault($"Found a collector that runs in {Path.GetDirectoryName(path)}, expected none: stop the server first.");
            }
        }
    }

    public async Task TakeAsync(string name, Stream content, CancellationToken cancellation)
    {
        if (CollectorFiles.PartsOf(name) is not { } parts) return;
        var folder = Path.Combine(place, parts.App);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (_cleared.Add(parts.App))
        {
            PrivateFile.ClearAbandoned(folder, $"{Draft}*");
            foreach (var path in CollectorFiles.InOrder(folder).ToArray()) File.Delete(path);
        }

        await using var draft = PrivateFile.Create(Path.Combine(folder, $"{Draft}{Guid.NewGuid():N}"));
        await content.CopyToAsync(draft, cancellation);
        draft.Flush(flushToDisk: true);
        File.Move(draft.Name, Path.Combine(folder, parts.File), overwrite: true);
    }

    /// <summary>Once all of the backup was put back: the others send their journals anew.</summary>
    /// <returns>Those that the backup does not have.</returns>
    public IReadOnlyList<string> Finish()
    {
        string[] left = [.. CollectorFiles.FoldersIn(place)
            .Where(folder => !_cleared.Contains(Path.GetFileName(folder)) && CollectorFiles.InOrder(folder).Any())];
        foreach (var folder in left) File.Delete(Path.Combine(folder, CollectorFiles.Sent));
        return [.. left.Select(folder => Path.GetFileName(folder)!)];
    }
}
