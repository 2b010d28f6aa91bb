using System.Formats.Tar;
using System.Security.Cryptography;
using Cer.Operations.Backup;

namespace Cer.Host.Backup;

/// <summary>Reads a backup, of which every byte was checked when it was opened.</summary>
internal sealed class ArchiveReader : IAsyncDisposable
{
    private const int LongestManifest = 64 << 20;

    private readonly FileStream _file;

    private ArchiveReader(FileStream file, BackupManifest manifest) => (_file, Manifest) = (file, manifest);

    public BackupManifest Manifest { get; }

    public long Size => _file.Length;

    /// <exception cref="BackupException">It is not whole, or not as it was written.</exception>
    public static async Task<ArchiveReader> OpenAsync(string path, CancellationToken cancellation)
    {
        var file = Open(path);
        try
        {
            await CheckWholeAsync(file, cancellation);
            return new(file, await CheckMembersAsync(file, cancellation));
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException or FormatException)
        {
            await file.DisposeAsync();
            throw new BackupException($"Found {path} with a sound checksum and yet no backup inside, expected one that cer backup wrote.");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Hands out each member but the manifest, in the order of the file.</summary>
    public async Task EachAsync(Func<string, Stream, Task> take, CancellationToken cancellation)
    {
        await foreach (var (name, content) in EntriesAsync(_file, cancellation))
            if (name is not (ArchiveWriter.Manifest or ArchiveEnd.Name)) await take(name, content);
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    private static FileStream Open(string path)
    {
        try
        {
            return new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BackupException($"Found no file {path}, expected a backup.");
        }
        catch (UnauthorizedAccessException)
        {
            throw new BackupException($"May not read {path}: expected a backup that this user may read.");
        }
    }

    private static async Task CheckWholeAsync(FileStream file, CancellationToken cancellation)
    {
        if (file.Length <= ArchiveEnd.Size)
            throw new BackupException($"Found {file.Name} with {file.Length} bytes, expected a backup: it was cut off, or is none.");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        for (var left = file.Length - ArchiveEnd.Size; left > 0;)
        {
            var read = await file.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), cancellation);
            if (read == 0) throw new BackupException($"Found {file.Name} growing shorter while it was read, expected it to stand still.");
            hash.AppendData(buffer, 0, read);
            left -= read;
        }

        var end = new byte[ArchiveEnd.Size];
        await file.ReadExactlyAsync(end, cancellation);
        if (!end.AsSpan().SequenceEqual(ArchiveEnd.Of(Convert.ToHexStringLower(hash.GetHashAndReset()))))
            throw new BackupException(
                $"Found {file.Name} with other bytes than its checksum tells, expected them as they were written: "
                + $"it was cut off or altered, or is no backup. Take another one.");
    }

    private static async Task<BackupManifest> CheckMembersAsync(FileStream file, CancellationToken cancellation)
    {
        var found = new List<BackupMember>();
        BackupManifest? manifest = null;
        await foreach (var (name, content) in EntriesAsync(file, cancellation))
        {
            if (name == ArchiveEnd.Name) continue;
            if (name == ArchiveWriter.Manifest)
            {
                if (content.Length > LongestManifest) throw new BackupException(
                    $"Found a manifest of {content.Length} bytes, expected at most {LongestManifest}.");
                var text = new byte[content.Length];
                await content.ReadExactlyAsync(text, cancellation);
                manifest = BackupManifest.Read(text);
                continue;
            }

            await using var read = new HashingReader(content);
            await read.CopyToAsync(Stream.Null, cancellation);
            found.Add(new(name, read.Size, read.Sha256()));
        }

        if (manifest is null) throw new BackupException($"Found no {ArchiveWriter.Manifest} in {file.Name}, expected one.");
        foreach (var (member, index) in found.Select((member, index) => (member, index)))
        {
            if (manifest.Members.ElementAtOrDefault(index) != member)
                throw new BackupException(
                    $"Found {member.Name} otherwise than the manifest of {file.Name} has it, expected the same "
                    + $"name, size and checksum.");
        }

        return manifest.Members.Count == found.Count
            ? manifest
            : throw new BackupException($"Found {found.Count} members in {file.Name}, expected {manifest.Members.Count}.");
    }

    private static async IAsyncEnumerable<(string Name, Stream Content)> EntriesAsync(
        FileStream file, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        file.Position = 0;
        await using var tar = new TarReader(file, leaveOpen: true);
        while (await tar.GetNextEntryAsync(copyData: false, cancellation) is { } entry)
        {
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
                throw new BackupException($"Found {entry.Name} in the backup that is no file, expected only files.");
            yield return (entry.Name, entry.DataStream ?? Stream.Null);
        }
    }
}
