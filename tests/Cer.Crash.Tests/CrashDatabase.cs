using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;

namespace Cer.Crash.Tests;

/// <summary>A database of the cluster, a data folder that leads the program to it, and our own view into it.</summary>
public sealed class CrashDatabase : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly JsonSerializerOptions Lines = new() { WriteIndented = true };

    private readonly NpgsqlDataSource _view;

    internal CrashDatabase(string folder, string settings, string name)
    {
        Name = name;
        Folder = Directory.CreateDirectory(folder).FullName;
        var own = JsonNode.Parse(settings)!.AsObject();
        foreach (var key in new[] { "connection", "owner_connection", "member_connection", "rep_connection" })
            own[key] = new NpgsqlConnectionStringBuilder((string)own[key]!) { Database = name }.ConnectionString;
        // Whatever port is free: the server tells which.
        own["url"] = "http://127.0.0.1:0";
        // In lines, as ops/broker.sh wants to find them.
        File.WriteAllText(Path.Combine(Folder, "settings.json"), own.ToJsonString(Lines));
        _view = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder((string)own["connection"]!)
        {
            ApplicationName = "crash test",
            Timeout = 5,
        });
    }

    public string Name { get; }

    /// <summary>The data folder; the input of a test may lie in it too.</summary>
    public string Folder { get; }

    public async Task MigrateAsync() => (await RunAsync("migrate")).Succeeded();

    /// <summary>Starts the program on this database.</summary>
    public CerProgram Start(string verb, params string[] arguments) =>
        CerProgram.Start([.. verb.Split(' '), "--data", Folder, .. arguments]);

    /// <summary>Runs the program on this database to its end.</summary>
    public async Task<CerOutcome> RunAsync(string verb, params string[] arguments)
    {
        await using var program = Start(verb, arguments);
        return await program.EndAsync();
    }

    /// <summary>The first column of the first row; asked again as long as the server is down.</summary>
    public async Task<T> AskAsync<T>(string sql) => (T)(await RowsAsync(sql, row => row[0]))[0];

    public async Task<IReadOnlyList<T>> RowsAsync<T>(string sql, Func<NpgsqlDataReader, T> make)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            try
            {
                await using var command = _view.CreateCommand(sql);
                await using var reader = await command.ExecuteReaderAsync();
                List<T> rows = [];
                while (await reader.ReadAsync()) rows.Add(make(reader));
                return rows;
            }
            catch (NpgsqlException) when (waited.Elapsed < Patience)
            {
                _view.Clear();
            }
        }
    }

    /// <summary>Waits until a condition holds; false when the program ended before it did.</summary>
    public async Task<bool> UntilAsync(string condition, CerProgram program)
    {
        for (var waited = Stopwatch.StartNew(); !program.HasEnded; await Task.Delay(10))
        {
            if (await AskAsync<bool>($"select {condition}")) return true;
            Assert.True(waited.Elapsed < Patience, $"Waited too long for: {condition}\n{program.Said}");
        }

        return false;
    }

    /// <summary>Kills a process that serves the program, as when memory runs out.</summary>
    /// <remarks>The server then ends all its other backends too, and mends itself.</remarks>
    public async Task KillBackendAsync()
    {
        IReadOnlyList<int> backends = [];
        // After a kill of the cluster the program comes back in its own time.
        for (var waited = Stopwatch.StartNew(); backends.Count == 0; await Task.Delay(20))
        {
            Assert.True(waited.Elapsed < Patience, "Found no process that serves the program.");
            backends = await RowsAsync(
                "select pid from pg_stat_activity where datname = current_database() and application_name = 'cer'",
                row => row.GetInt32(0));
        }

        var before = (await RowsAsync("select clock_timestamp()", row => row.GetDateTime(0)))[0];
        CrashCluster.Kill(backends[0]);
        // Until the server has gone through it: a program that starts meanwhile is told to come again.
        for (var mended = false; !mended;)
        {
            await Task.Delay(100);
            _view.Clear();
            mended = (await RowsAsync(
                "select backend_start from pg_stat_activity where pid = pg_backend_pid()", row => row.GetDateTime(0)))[0] > before;
        }
    }

    public async ValueTask DisposeAsync() => await _view.DisposeAsync();
}
