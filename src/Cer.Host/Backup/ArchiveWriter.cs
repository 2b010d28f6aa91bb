using System.Formats.Tar;
using System.Security.Cryptography;
using Cer.Operations.Backup;

namespace Cer.Host.Backup;

/// <summary>Writes a backup into a file: members, manifest, and the hash of all.</summary>
internal sealed class ArchiveWriter(FileStream file) : IAsyncDisposable
{
    public const string Manifest = "manifest.json";

    // What ends a tar; here the checksum and its own end stand in its place.
    private const int TarEnd = 1024;

    private readonly TarWriter _tar = new(file, TarEntryFormat.Pax, leaveOpen: true);
    private readonly List<BackupMember> _members = [];

    public IReadOnlyList<BackupMember> Members => _members;

    /// <summary>Puts a member before all others whose size is not known before its end; it never stands in memory.</summary>
    public async Task BeginAsync(string name, Stream content, Action<long>? told, CancellationToken cancellation)
    {
        if (file.Position > 0) throw new InvalidOperationException("Found members already, expected this one to be the first.");
        await using var read = new HashingReader(content, told);
        file.Position = TarHeader.Block;
        await read.CopyToAsync(file, cancellation);
        await file.WriteAsync(new byte[TarHeader.Padding(read.Size)], cancellation);
        var end = file.Position;
        file.Position = 0;
        await file.WriteAsync(TarHeader.Of(name, read.Size), cancellation);
        file.Position = end;
        _members.Add(new(name, read.Size, read.Sha256()));
    }

    /// <summary>Adds a member of a stream that knows its length.</summary>
    public async Task AddAsync(string name, Stream content, CancellationToken cancellation)
    {
        await using var read = new HashingReader(content);
        await WriteAsync(name, read, cancellation);
        _members.Add(new(name, read.Size, read.Sha256()));
    }

    public async Task FinishAsync(BackupManifest manifest, CancellationToken cancellation)
    {
        await WriteAsync(Manifest, new MemoryStream(manifest.Write()), cancellation);
        await _tar.DisposeAsync();
        await file.FlushAsync(cancellation);
        file.SetLength(file.Length - TarEnd);
        file.Position = 0;
        var digest = await SHA256.HashDataAsync(file, cancellation);
        file.Position = file.Length;
        await file.WriteAsync(ArchiveEnd.Of(Convert.ToHexStringLower(digest)), cancellation);
        await file.FlushAsync(cancellation);
        file.Flush(flushToDisk: true);
    }

    public ValueTask DisposeAsync() => _tar.DisposeAsync();

    private Task WriteAsync(string name, Stream content, CancellationToken cancellation) => _tar.WriteEntryAsync(
        new PaxTarEntry(TarEntryType.RegularFile, name)
        {
            DataStream = content,
            Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            ModificationTime = DateTimeOffset.UnixEpoch,
        },
        cancellation);
}
