using System.Diagnostics;
using System.Text.Json.Nodes;
using Cer.Crash.Tests;
using Cer.Database.Tests;
using Npgsql;

namespace Cer.Year.Tests;

/// <summary>Magliano on a database of its own: the program as processes, and the staff at its doors.</summary>
internal sealed class YearTown : IAsyncDisposable
{
    public const string Code = "magliano";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly TestDatabase _database;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cer-year-");
    private readonly List<Colleague> _staff = [];
    private readonly JsonObject _settings;
    private CerProgram? _server;
    private Uri _address = new("http://127.0.0.1/");

    private YearTown(TestDatabase database)
    {
        _database = database;
        _settings = new()
        {
            ["connection"] = database.AppAddress,
            ["owner_connection"] = database.OwnerAddress,
            ["member_connection"] = database.MemberAddress,
            ["rep_connection"] = database.RepAddress,
            ["url"] = "http://127.0.0.1:0",
            ["demo_live"] = false,
        };
        Save();
    }

    public string Folder => _folder.FullName;

    public Uri Address => _address;

    /// <summary>Connections of a superuser, for what only an outsider can do.</summary>
    public NpgsqlDataSource Admin => _database.Admin;

    public Colleague Boss { get; private set; } = null!;

    public Colleague Clerk { get; private set; } = null!;

    public Colleague Anna { get; private set; } = null!;

    public Colleague Bruno { get; private set; } = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<YearTown> OpenAsync() => new(await TestDatabase.CreateMigratedAsync());

    /// <summary>Adds a section to the settings; the server reads them when it starts.</summary>
    public void Set(string section, JsonNode words)
    {
        _settings[section] = words;
        Save();
    }

    /// <summary>Runs a verb of the program to its end.</summary>
    public async Task<CerOutcome> RunAsync(params string[] arguments)
    {
        await using var program = CerProgram.Start([.. arguments, "--data", Folder]);
        return await program.EndAsync();
    }

    /// <summary>Starts the server, and has the staff come to where it is.</summary>
    public async Task ServeAsync()
    {
        _server = CerProgram.Start("serve", "--data", Folder);
        _address = await _server.AddressAsync();
        foreach (var one in _staff) one.MoveTo(_address);
    }

    /// <summary>Kills the server with signal 9.</summary>
    public async Task KillAsync()
    {
        Assert.True(await _server!.KillAsync());
        await _server.DisposeAsync();
        _server = null;
    }

    /// <summary>Invites the staff: the first by the command line, the others on the page.</summary>
    public async Task HireAsync()
    {
        var first = (await RunAsync("person", "add", "capo", "--role", "administrator")).Succeeded().Output;
        Boss = await AcceptAsync("capo", first.Split(' ', StringSplitOptions.RemoveEmptyEntries).Single(word =>
            word.Contains("://", StringComparison.Ordinal)));
        Clerk = await InviteAsync("operatrice", "operator");
        Anna = await InviteAsync("anna", "approver");
        Bruno = await InviteAsync("bruno", "approver");
    }

    /// <summary>Waits until the server has done all work that changed data made.</summary>
    public async Task WaitForWorkAsync()
    {
        for (var waited = Stopwatch.StartNew(); await AskAsync<bool>("""
            select exists (select from core.touched)
              or exists (select from core.work where done_at is null and not_before <= now() + interval '1 minute')
            """); await Task.Delay(200, Cancellation))
            Assert.True(waited.Elapsed < Patience, $"The server does not end its work:\n{_server?.Said}");
    }

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var command = _database.Admin.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Cancellation))!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in _staff) one.Dispose();
        if (_server is not null) await _server.DisposeAsync();
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task<Colleague> InviteAsync(string login, string role)
    {
        var made = await Boss.PostAsync("/api/people", new { login, name = $"{login} (inventata)", roles = new[] { new { role } } });
        return await AcceptAsync(login, (string)made["invitePath"]!);
    }

    private async Task<Colleague> AcceptAsync(string login, string link)
    {
        var one = await Colleague.AcceptAsync(login, _address, link[(link.LastIndexOfAny(['/', '=', '#']) + 1)..]);
        _staff.Add(one);
        return one;
    }

    private void Save() => File.WriteAllText(Path.Combine(Folder, "settings.json"), _settings.ToJsonString());
}
