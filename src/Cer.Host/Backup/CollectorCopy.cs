namespace Cer.Host.Backup;

/// <summary>What the collectors kept before the moment of a database, set aside until it has its place in the backup.</summary>
/// <remarks>
/// The database must have whatever the copy calls told: the copy is whole before the database's moment. What was told between the
/// two is told again after a restore, and taken once.
/// </remarks>
internal sealed class CollectorCopy : IAsyncDisposable
{
    private readonly FileStream _draft;
    private readonly List<(string Name, long At, int Length)> _parts = [];

    private CollectorCopy(FileStream draft) => _draft = draft;

    /// <summary>Its bytes.</summary>
    public long Size => _draft.Length;

    /// <param name="place">Where the collectors keep it; they may be running.</param>
    /// <param name="folder">The folder of the backup, for a draft.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<CollectorCopy> TakeAsync(string place, BackupFolder folder, CancellationToken cancellation)
    {
        var copy = new CollectorCopy(folder.NewDraft());
        try
        {
            foreach (var (name, path) in CollectorFiles.Of(place)) await copy.AddAsync(name, path, cancellation);
            return copy;
        }
        catch
        {
            await copy.DisposeAsync();
            throw;
        }
    }

    public async Task AddToAsync(ArchiveWriter archive, CancellationToken cancellation)
    {
        foreach (var (name, at, length) in _parts)
        {
            var content = new byte[length];
            _draft.Position = at;
            await _draft.ReadExactlyAsync(content, cancellation);
            await archive.AddAsync(name, new MemoryStream(content), cancellation);
        }
    }

    public ValueTask DisposeAsync()
    {
        File.Delete(_draft.Name);
        return _draft.DisposeAsync();
    }

    private async Task AddAsync(string name, string path, CancellationToken cancellation)
    {
        FileStream file;
        try
        {
            file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.Asynchronous);
        }
        catch (FileNotFoundException)
        {
            return; // The platform has taken all of it since it was listed.
        }

        await using (file)
        {
            var at = _draft.Position;
            await file.CopyToAsync(_draft, cancellation);
            _parts.Add((name, at, checked((int)(_draft.Position - at))));
        }
    }
}
