using System.Security.Cryptography;
using Cer.Host.Data;
using Cer.Operations.Backup;

namespace Cer.Host.Backup;

/// <summary>Puts the files of a backup into a data folder; none takes the place of another.</summary>
internal sealed class RestoredFiles(string data)
{
    private const string DraftPrefix = ".cer-restore-";
    private const int LongestSettings = 1 << 20;

    private byte[]? _settings;

    /// <exception cref="BackupException">A member belongs nowhere, or another file stands in its place.</exception>
    public async Task CheckAsync(string name, Stream content, CancellationToken cancellation)
    {
        if (name is MakeBackup.Dump or SettingsWithoutSecrets.Name || CollectorFiles.PartsOf(name) is not null) return;
        if (SavedFiles.PlaceOf(name, data) is not { } place)
            throw new BackupException($"Found {name} in the backup, expected only the database, settings, documents, keys and collectors.");
        if (!File.Exists(place)) return;
        await using var there = File.OpenRead(place);
        var saved = await SHA256.HashDataAsync(content, cancellation);
        var found = await SHA256.HashDataAsync(there, cancellation);
        if (!saved.AsSpan().SequenceEqual(found))
            throw new UserFault(
                $"Found another {place} there already, expected none: restore into a new data folder, or move that "
                + $"file away.");
    }

    public async Task TakeAsync(string name, Stream content, CancellationToken cancellation)
    {
        if (name == SettingsWithoutSecrets.Name) await TakeSettingsAsync(content, cancellation);
        if (SavedFiles.PlaceOf(name, data) is not { } place || File.Exists(place)) return;
        PrivateFile.ClearAbandoned(data, $"{DraftPrefix}*");
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        else Directory.CreateDirectory(
            Path.GetDirectoryName(place)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await PutAsync(place, content, cancellation);
    }

    /// <summary>Adds the saved settings to those of this machine, which go before.</summary>
    public async Task FinishAsync(CancellationToken cancellation)
    {
        if (_settings is null) return;
        var place = Path.Combine(data, Settings.FileName);
        var own = await File.ReadAllBytesAsync(place, cancellation);
        var merged = SettingsWithoutSecrets.Merge(own, _settings);
        if (!merged.AsSpan().SequenceEqual(own)) await PutAsync(place, new MemoryStream(merged), cancellation);
    }

    private async Task TakeSettingsAsync(Stream content, CancellationToken cancellation)
    {
        if (content.Length > LongestSettings) throw new BackupException(
            $"Found settings of {content.Length} bytes, expected at most {LongestSettings}.");
        _settings = new byte[content.Length];
        await content.ReadExactlyAsync(_settings, cancellation);
    }

    private async Task PutAsync(string place, Stream content, CancellationToken cancellation)
    {
        await using var draft = PrivateFile.Create(Path.Combine(data, $"{DraftPrefix}{Guid.NewGuid():N}"));
        await content.CopyToAsync(draft, cancellation);
        draft.Flush(flushToDisk: true);
        File.Move(draft.Name, place, overwrite: true);
    }
}
