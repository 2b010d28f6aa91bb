using System.Text;
using System.Text.Json;
using Cer.Database.Tests;
using Cer.Host.Data;
using Cer.Host.Tests.Settle;

namespace Cer.Host.Tests;

/// <summary>A data folder with a database of its own, for verbs as processes.</summary>
internal sealed class InstalledTown : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    private InstalledTown(DirectoryInfo folder, TestDatabase database) => (_folder, Database) = (folder, database);

    public TestDatabase Database { get; }

    public string Folder => _folder.FullName;

    public Settings Settings => Data.Settings.Read(Folder);

    public static async Task<InstalledTown> MakeAsync()
    {
        var town = new InstalledTown(
            Directory.CreateTempSubdirectory("cer-town-"), await TestDatabase.CreateMigratedAsync());
        var settings = new { connection = town.Database.AppAddress, url = "http://127.0.0.1:0", demo_live = false };
        await town.WriteAsync(Data.Settings.FileName, JsonSerializer.SerializeToUtf8Bytes(settings));
        return town;
    }

    /// <summary>Writes a file below the folder; its path.</summary>
    public async Task<string> WriteAsync(string name, ReadOnlyMemory<byte> bytes)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        return path;
    }

    public Task<string> WriteAsync(string name, string text) => WriteAsync(name, Encoding.UTF8.GetBytes(text));

    public Task<CerProcess> RunAsync(string verb, params string[] arguments) =>
        CerProcess.RunAsync([verb, .. arguments, "--data", Folder]);

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
