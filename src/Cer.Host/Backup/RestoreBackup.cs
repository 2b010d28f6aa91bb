using System.Globalization;
using Cer.Host.Data;
using Cer.Operations.Backup;
using Cer.Storage;
using Cer.Storage.Backup;
using Cer.Storage.Migrations;
using Npgsql;

namespace Cer.Host.Backup;

/// <summary>Puts a backup into an installation whose database is empty, and compares what is there then with the manifest.</summary>
/// <param name="data">The data folder.</param>
/// <param name="tell">Told what is being done.</param>
/// <param name="keepPeople">Whether people go on entering as at the moment of the backup; otherwise each by a new invite.</param>
internal sealed class RestoreBackup(string data, Action<string> tell, bool keepPeople = false)
{
    /// <summary>Restores everything; the database in one transaction, after the files.</summary>
    /// <returns>What differs from the manifest, a sentence each.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(ArchiveReader archive, CancellationToken cancellation)
    {
        var installation = Settings.Read(data);
        var owner = installation.OwnerConnection
            ?? throw new UserFault($"Found no owner_connection in {Settings.FileName}, expected the role that owns the schema.");
        var manifest = archive.Manifest;
        if (BackupSchema.Problem(manifest.Migrations, MigrationFiles.All) is { } problem) throw new UserFault(
            $"The backup does not fit this program. {problem}");
        await using var db = Database.Open(owner);
        var target = new RestoreTarget(db);
        if (await target.ProblemAsync(cancellation) is { } refusal) throw new UserFault(refusal);
        var program = PostgresPrograms.OfSystem.Find("pg_restore", await ServerAsync(db, cancellation));

        var collectors = new RestoredCollectors(CollectorFiles.PlaceIn(data, installation));
        collectors.CheckStopped();

        tell("restoring documents and keys");
        var files = new RestoredFiles(data);
        await archive.EachAsync((name, content) => files.CheckAsync(name, content, cancellation), cancellation);
        await archive.EachAsync((name, content) => files.TakeAsync(name, content, cancellation), cancellation);

        tell("restoring the database");
        if (await target.ClearAsync(cancellation) is { } inUse) throw new UserFault(inUse);
        // From now on the database has nothing and lets nobody in: whatever stops this, it is begun again, in a new folder once rows are
        // there.
        await archive.EachAsync((name, content) => collectors.TakeAsync(name, content, cancellation), cancellation);
        using (var client = new PostgresClient(data, owner))
        {
            await archive.EachAsync(
                (name, content) => name == MakeBackup.Dump ? RestoreAsync(client, program, content, cancellation) : Task.CompletedTask,
                cancellation);
        }

        tell("comparing with the manifest");
        var differences = await DifferencesAsync(owner, manifest, cancellation);
        foreach (var step in await new Migrator(db, ProgramName.Text).MigrateAsync(cancellation)) tell($"applied {step.Name}");
        await target.FinishAsync(keepPeople, cancellation);
        await files.FinishAsync(cancellation);
        foreach (var app in collectors.Finish())
            tell(string.Create(
                CultureInfo.InvariantCulture,
                $"the backup has no state of the collector {app}: what it brought after {manifest.TakenAt:yyyy-MM-ddTHH:mm:ssZ} "
                + $"comes again only as far as its journal still has it"));
        return differences;
    }

    private static Task RestoreAsync(PostgresClient client, string program, Stream dump, CancellationToken cancellation) => client.RunAsync(
        program,
        ["--format=custom", "--no-owner", "--no-password", "--single-transaction", "--exit-on-error", $"--dbname={client.Database}"],
        async process =>
        {
            await dump.CopyToAsync(process.StandardInput.BaseStream, cancellation);
            await process.StandardInput.BaseStream.FlushAsync(cancellation);
        },
        cancellation);

    private static async Task<int> ServerAsync(NpgsqlDataSource db, CancellationToken cancellation)
    {
        await using var connection = await db.OpenConnectionAsync(cancellation);
        return connection.PostgreSqlVersion.Major;
    }

    /// <summary>Before anything is migrated, tables and rows must be those of the moment of the backup.</summary>
    private static async Task<IReadOnlyList<string>> DifferencesAsync(
        string owner, BackupManifest manifest, CancellationToken cancellation)
    {
        var differences = new List<string>();
        await using var restored = await BackupSnapshot.TakeAsync(owner, cancellation);
        var counts = await restored.CountsAsync(cancellation);
        foreach (var table in manifest.Tables.Keys.Union(counts.Keys))
        {
            var (found, expected) = (Count(counts, table), Count(manifest.Tables, table));
            if (found != expected) differences.Add($"{table}: found {found} rows, expected {expected}");
        }

        var months = (await restored.MonthsAsync(cancellation)).ToDictionary(month => (month.Community, month.Month));
        foreach (var month in manifest.Months)
        {
            if (months.GetValueOrDefault((month.Community, month.Month)) != month)
                differences.Add(
                    $"{month.Community} {month.Month}: found another run than the manifest has, expected the rows "
                    + $"of run {month.RunId}");
        }

        return differences;
    }

    private static string Count(IReadOnlyDictionary<string, long> counts, string table) =>
        counts.TryGetValue(table, out var count) ? count.ToString(CultureInfo.InvariantCulture) : "no";
}
