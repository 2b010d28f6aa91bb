using System.Diagnostics;
using Cer.Installation.Tests;

namespace Cer.Crash.Tests;

/// <summary>A server that tests may kill: a private cluster as ops/cluster.sh makes it, removed at the end.</summary>
/// <remarks>It writes to the disk as in production: what a commit promised must outlive the kill.</remarks>
public sealed class CrashCluster : IAsyncLifetime
{
    private static readonly string Script = Path.Combine(Clone.Root, "ops", "cluster.sh");

    private readonly string _top = Clone.NewFolder();
    private string _folder = "";

    private string Data => Path.Combine(_top, "data");

    public async ValueTask InitializeAsync()
    {
        Console.WriteLine($"The moments of the kills come from CER_CRASH_SEED={Chances.Seed}.");
        // As root the server runs as another user, who must be able to pass.
        File.SetUnixFileMode(_top, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        await StartAsync();
        _folder = await SqlAsync("show data_directory");
    }

    /// <summary>Starts the server; leaves one that runs alone.</summary>
    public async Task StartAsync() => (await CommandResult.Of("/", Script, "start", Data)).Succeeded();

    /// <summary>A new database in it, migrated, with a data folder that leads the program there.</summary>
    public async Task<CrashDatabase> NewDatabaseAsync()
    {
        await StartAsync();
        var name = $"cer_{Guid.NewGuid():N}";
        await SqlAsync($"create database {name} owner cer_owner template template0");
        var settings = await File.ReadAllTextAsync(Path.Combine(Data, "settings.json"));
        var database = new CrashDatabase(Path.Combine(_top, name), settings, name);
        await database.MigrateAsync();
        return database;
    }

    /// <summary>Makes commits last a good part of the time, as on a slow disk, so that kills fall into them.</summary>
    public async Task MakeCommitsSlowAsync(CrashDatabase database)
    {
        await SqlAsync($"alter database {database.Name} set commit_siblings = 0");
        await SqlAsync($"alter database {database.Name} set commit_delay = 20000");
    }

    /// <summary>Kills every process of the server with SIGKILL, and waits until none is left.</summary>
    public async Task KillAsync()
    {
        for (var patience = Stopwatch.StartNew(); ; await Task.Delay(20))
        {
            var living = Processes();
            if (living.Count == 0) return;
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(30), "The server outlives SIGKILL.");
            foreach (var pid in living) Kill(pid);
        }
    }

    /// <summary>Kills a process with SIGKILL, when it is still there.</summary>
    public static void Kill(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            process.Kill();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            // It went by itself: backends follow their server.
        }
    }

    public async ValueTask DisposeAsync()
    {
        var command = $"set -euo pipefail; . '{Script}'; cluster_remove \"$1\"";
        await CommandResult.Of("/", "bash", "-c", command, "bash", Data);
        Directory.Delete(_top, recursive: true);
    }

    /// <summary>Those that work in the folder of the cluster; the dead, buried or not, have no folder.</summary>
    private List<int> Processes()
    {
        List<int> found = [];
        foreach (var place in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(place), out var pid)) continue;
            try
            {
                var folder = File.ResolveLinkTarget(Path.Combine(place, "cwd"), false);
                if (folder?.FullName == _folder) found.Add(pid);
            }
            catch (Exception foreign) when (foreign is IOException or UnauthorizedAccessException)
            {
                // Somebody else's, or just gone.
            }
        }

        return found;
    }

    private async Task<string> SqlAsync(string sql)
    {
        var result = await CommandResult.Of("/", Script, "psql", Data, "--tuples-only", "--no-align", "--command", sql);
        return result.Succeeded();
    }
}
