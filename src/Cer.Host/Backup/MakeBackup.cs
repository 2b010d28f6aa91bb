using System.Globalization;
using Cer.Host.Data;
using Cer.Operations.Backup;
using Cer.Storage.Backup;
using NodaTime;

namespace Cer.Host.Backup;

/// <summary>Makes a backup: database, documents, keys, settings and the state of the collectors, whole or not at all.</summary>
/// <remarks>The database is that of one moment; the collectors' state is of the time before it: <see cref="CollectorCopy"/>.</remarks>
/// <param name="data">The data folder.</param>
/// <param name="time">The clock, which names the file.</param>
/// <param name="tell">Told what is being done.</param>
internal sealed class MakeBackup(string data, TimeProvider time, Action<string> tell)
{
    public const string Dump = "database.dump";

    private const long Step = 64L << 20;

    /// <summary>How many bytes are free where a folder is; the disk is asked.</summary>
    public Func<string, long> FreeBytes { get; init; } = folder => new DriveInfo(folder).AvailableFreeSpace;

    public async Task<MadeBackup> RunAsync(string to, CancellationToken cancellation)
    {
        var installation = Settings.Read(data);
        var owner = installation.OwnerConnection
            ?? throw new UserFault(
                $"Found no owner_connection in {Settings.FileName}, expected the role that owns the schema: only "
                + $"it may read everything.");
        var folder = Prepared(to);
        try
        {
            await using var collectors = await CollectorCopy.TakeAsync(
                CollectorFiles.PlaceIn(data, installation), folder, cancellation);
            return await RunAsync(owner, folder, collectors, cancellation);
        }
        catch (IOException failure) when (DiskRoom.IsFull(failure))
        {
            throw new UserFault(
                $"Found no room left in {folder.FullName} in the middle of the backup, expected more: make room, "
                + $"or name another folder. Nothing half-done was kept.");
        }
    }

    private async Task<MadeBackup> RunAsync(
        string owner, BackupFolder folder, CollectorCopy collectors, CancellationToken cancellation)
    {
        await using var snapshot = await BackupSnapshot.TakeAsync(owner, cancellation);
        var migrations = await snapshot.MigrationsAsync(cancellation);
        if (migrations.Count == 0) throw new UserFault("Found no schema in the database, expected one to save: run 'cer migrate'.");
        await CheckRoomAsync(folder, snapshot, collectors.Size, cancellation);

        await using var draft = folder.NewDraft();
        try
        {
            await using var archive = new ArchiveWriter(draft);
            await DumpAsync(owner, snapshot, archive, cancellation);
            await collectors.AddToAsync(archive, cancellation);
            tell("saving documents and keys");
            foreach (var (name, path) in SavedFiles.Of(data)) await AddAsync(archive, name, path, cancellation);
            var settings = SettingsWithoutSecrets.Of(await File.ReadAllBytesAsync(Path.Combine(data, Settings.FileName), cancellation));
            await archive.AddAsync(SettingsWithoutSecrets.Name, new MemoryStream(settings), cancellation);
            tell("counting");
            var manifest = new BackupManifest
            {
                Format = BackupManifest.CurrentFormat,
                TakenAt = time.GetUtcNow(),
                Program = ProgramName.Text,
                Postgresql = snapshot.Server.ToString(),
                SchemaVersion = migrations[^1].Version,
                Migrations = migrations,
                Members = archive.Members,
                Tables = await snapshot.CountsAsync(cancellation),
                Months = await snapshot.MonthsAsync(cancellation),
            };
            await archive.FinishAsync(manifest, cancellation);
            return new(Place(draft.Name, folder), draft.Length, manifest);
        }
        catch
        {
            File.Delete(draft.Name);
            throw;
        }
    }

    private static BackupFolder Prepared(string to)
    {
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(to);
            else Directory.CreateDirectory(to, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var folder = new BackupFolder(to);
            folder.ClearDrafts();
            return folder;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UserFault(
                $"Found a place for backups that cannot be written ({failure.Message}), expected a folder or a "
                + $"place for one.");
        }
    }

    private async Task CheckRoomAsync(
        BackupFolder folder, BackupSnapshot snapshot, long collectors, CancellationToken cancellation)
    {
        var last = folder.Backups.Count > 0 ? new FileInfo(folder.PathOf(folder.Backups[0])).Length : (long?)null;
        var files = collectors + SavedFiles.Of(data).Sum(file => new FileInfo(file.Path).Length);
        var needed = DiskRoom.Needed(last, await snapshot.SizeAsync(cancellation), files);
        if (DiskRoom.Problem(folder.FullName, FreeBytes(folder.FullName), needed) is { } problem) throw new UserFault(problem);
    }

    private async Task DumpAsync(string owner, BackupSnapshot snapshot, ArchiveWriter archive, CancellationToken cancellation)
    {
        tell("saving the database");
        using var client = new PostgresClient(data, owner);
        string[] arguments = ["--format=custom", "--no-password", $"--snapshot={snapshot.Name}"];
        await client.RunAsync(
            PostgresPrograms.OfSystem.Find("pg_dump", snapshot.Server.Major),
            arguments,
            process => archive.BeginAsync(Dump, process.StandardOutput.BaseStream, Meter(), cancellation),
            cancellation);
    }

    private static async Task AddAsync(ArchiveWriter archive, string name, string path, CancellationToken cancellation)
    {
        FileStream file;
        try
        {
            file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.Asynchronous);
        }
        catch (FileNotFoundException)
        {
            return; // Removed since it was listed.
        }

        await archive.AddAsync(name, file, cancellation);
    }

    /// <summary>Gives the draft its name; never that of another backup.</summary>
    private string Place(string draft, BackupFolder folder)
    {
        for (var made = Instant.FromDateTimeOffset(time.GetUtcNow()); ; made += Duration.FromSeconds(1))
        {
            var path = folder.PathOf(made);
            if (File.Exists(path)) continue;
            File.Move(draft, path, overwrite: false);
            return path;
        }
    }

    private Action<long> Meter()
    {
        var next = Step;
        return size =>
        {
            if (size < next) return;
            next = size + Step;
            tell(string.Create(CultureInfo.InvariantCulture, $"saving the database, {size >> 20} MiB so far"));
        };
    }
}
