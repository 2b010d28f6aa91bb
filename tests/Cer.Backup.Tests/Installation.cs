using System.Text.Json;
using Cer.Database.Tests;
using Cer.Host.Backup;
using Cer.Host.Data;
using Cer.Operations.Importing;
using Cer.Operations.Ports;
using Cer.Operations.Settling;
using Cer.Operations.Tests;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Cer.Backup.Tests;

/// <summary>A data folder with a database of its own; both are gone at the end.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private Installation(TestDatabase database, string data)
    {
        (Database, Data) = (database, data);
        Services = new ServiceCollection().AddCer(new(database.AppAddress, null, null), Clock).BuildServiceProvider();
    }

    public TestDatabase Database { get; }

    public string Data { get; }

    public MovingClock Clock { get; } = new(Instant.FromUtc(2027, 6, 1, 9, 0));

    public ServiceProvider Services { get; }

    public string Backups => Path.Combine(Data, "backup");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<Installation> CreateAsync(bool migrated = true)
    {
        var database = migrated ? await TestDatabase.CreateMigratedAsync() : await TestDatabase.CreateAsync();
        var data = Directory.CreateTempSubdirectory("cer-backup-").FullName;
        await File.WriteAllTextAsync(
            Path.Combine(data, "settings.json"),
            JsonSerializer.Serialize(new { connection = database.AppAddress, owner_connection = database.OwnerAddress }),
            Cancellation);
        return new(database, data);
    }

    /// <summary>The community of a golden folder, imported and settled; what came out.</summary>
    public async Task<IReadOnlyDictionary<string, byte[]>> FillAsync(string folder)
    {
        var input = Path.Combine(Folder.Root, folder, "input");
        var stored = await Services.GetRequiredService<ImportCommunity>().RunAsync(
            "prova", await File.ReadAllBytesAsync(Path.Combine(input, "community.yaml"), Cancellation), [], "test", new(), Cancellation);
        await using (var prices = File.OpenRead(Path.Combine(input, "prices.csv")))
            Assert.True((await Services.GetRequiredService<ImportPrices>().FromContractAsync(prices, "test", Cancellation)).Faults.IsEmpty);
        var report = await Services.GetRequiredService<ImportReadings>().RunAsync(
            stored!.Community, () => File.OpenRead(Path.Combine(input, "readings.csv")), null, Cancellation);
        Assert.True(report.Faults.IsEmpty);
        return await SettleAsync();
    }

    /// <summary>Settles the one community and keeps the run.</summary>
    public async Task<IReadOnlyDictionary<string, byte[]>> SettleAsync()
    {
        using var output = new MemoryOutput();
        Assert.IsType<SettleOutcome.Settled>(await Services.GetRequiredService<SettleStored>()
            .RunAsync(await CommunityAsync(), null, null, output, "test", null, Cancellation));
        return output.Files;
    }

    public async Task<CommunityId> CommunityAsync() =>
        (await Services.GetRequiredService<ICommunityStore>().ListAsync(Cancellation)).Single().Id;

    public void Write(string name, string text)
    {
        var path = Path.Combine(Data, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public string Read(string name) => File.ReadAllText(Path.Combine(Data, name));

    /// <summary>Work noted and put down: none is left open, as after the background service has done it.</summary>
    public Task NothingIsDueAsync() => RunAsync("delete from core.touched");

    public Task<MadeBackup> BackUpAsync(CancellationToken? cancellation = null) =>
        new MakeBackup(Data, Clock, _ => { }).RunAsync(Backups, cancellation ?? Cancellation);

    /// <summary>Restores as the verb does; what differs, and what it says of the months.</summary>
    public async Task<(IReadOnlyList<string> Differences, bool Same, List<string> Months)> RestoreAsync(string path,
        bool keepPeople = false)
    {
        await using var archive = await ArchiveReader.OpenAsync(path, Cancellation);
        var differences = await new RestoreBackup(Data, _ => { }, keepPeople).RunAsync(archive, Cancellation);
        var months = new List<string>();
        return (differences, await new RestoredMonths(Services).CompareAsync(archive.Manifest, months.Add, Cancellation), months);
    }

    public async Task RunAsync(string sql)
    {
        await using var command = Database.Admin.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var command = Database.Admin.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await Database.DisposeAsync();
        Directory.Delete(Data, recursive: true);
    }
}
