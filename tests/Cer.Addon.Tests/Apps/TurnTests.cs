using Cer.Database.Tests;
using Cer.Exchange.Faults;
using Cer.HomeAssistant.Peer;
using Cer.Host.Serve;
using Cer.Messaging.HomeAssistant;
using Cer.Operations.Importing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Cer.Addon.Tests.Apps;

/// <summary>Of two servers of one house one collects; the other takes over when it ends.</summary>
public sealed class TurnTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cer-turn-").FullName;
    private TestDatabase? _database;
    private HomePeer? _home;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateMigratedAsync();
        _home = await HomePeer.StartAsync();
        Directory.CreateDirectory(Path.Combine(_folder, "apps"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "apps", "InverterApp.yaml"), Town.Inverter, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _home!.DisposeAsync();
        await _database!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task One_of_two_collects_and_the_other_begins_when_it_ends()
    {
        var start = Town.Quarter.AddMinutes(-15);
        _home!.States.SetAt(Town.Entity, "100.0", new() { ["unit_of_measurement"] = "kWh" }, start);
        WebApplication[] servers = [await ServerAsync("one", "one/state"), await ServerAsync("two", "two/state")];
        await ImportAsync(servers[0]);
        await Waits.UntilAsync(() => Begun("one/state") || Begun("two/state"), () => "None began to collect.");
        _home.States.SetAt(Town.Entity, "100.5", null, Town.Quarter);
        await UntilAsync([(start, 500_000L)]);
        Assert.NotEqual(Begun("one/state"), Begun("two/state"));
        Assert.Equal(1L, await ScalarAsync("select count(*) from core.ingest where source = 'rest'"));

        var (its, other) = Begun("one/state") ? (0, "two/state") : (1, "one/state");
        await servers[its].StopAsync(Cancellation);
        await UntilStartedAsync(other);
        _home.States.SetAt(Town.Entity, "101.5", null, Town.Quarter.AddMinutes(15));
        await UntilAsync([(start, 500_000L), (Town.Quarter, 1_000_000L)]);
        foreach (var server in servers) await server.DisposeAsync();
    }

    [Fact]
    public async Task New_settings_are_taken_up_where_they_were_written_and_the_other_does_not_begin()
    {
        WebApplication[] servers = [await ServerAsync("one", "one/state"), await ServerAsync("two", "two/state")];
        await ImportAsync(servers[0]);
        _home!.States.SetAt(Town.Entity, "100.0", new() { ["unit_of_measurement"] = "kWh" }, Town.Quarter);
        await Waits.UntilAsync(() => Begun("one/state") || Begun("two/state"), () => "None began to collect.");
        var (its, other) = Begun("one/state") ? ("one", "two/state") : ("two", "one/state");
        await PlaceAsync(its, "later");
        await UntilStartedAsync("later");
        Assert.False(Begun(other));
        foreach (var server in servers)
        {
            await server.StopAsync(Cancellation);
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task With_a_shared_folder_the_other_goes_on_where_it_ended()
    {
        var start = Town.Quarter.AddMinutes(-15);
        _home!.States.SetAt(Town.Entity, "100.0", new() { ["unit_of_measurement"] = "kWh" }, start);
        var first = await ServerAsync("one", "shared");
        await ImportAsync(first);
        await UntilStartedAsync("shared");
        await first.StopAsync(Cancellation);
        await first.DisposeAsync();
        // Nobody listened when this came.
        _home.States.SetAt(Town.Entity, "100.5", null, Town.Quarter);
        await using var second = await ServerAsync("two", "shared");
        await UntilAsync([(start, 500_000L)]);
    }

    [Fact]
    public async Task With_a_folder_of_its_own_it_begins_anew_and_makes_up_no_energy()
    {
        var start = Town.Quarter.AddMinutes(-15);
        _home!.States.SetAt(Town.Entity, "100.0", new() { ["unit_of_measurement"] = "kWh" }, start);
        var first = await ServerAsync("one", "one/state");
        await ImportAsync(first);
        await UntilStartedAsync("one/state");
        await first.StopAsync(Cancellation);
        await first.DisposeAsync();
        _home.States.SetAt(Town.Entity, "100.5", null, Town.Quarter);
        await using var second = await ServerAsync("two", "two/state");
        await UntilStartedAsync("two/state");
        _home.States.SetAt(Town.Entity, "101.5", null, Town.Quarter.AddMinutes(15));
        // Only what it saw itself from end to end.
        await UntilAsync([(Town.Quarter, 1_000_000L)]);
    }

    [Fact]
    public async Task Settings_that_are_not_there_yet_take_no_counter_away()
    {
        var start = Town.Quarter.AddMinutes(-15);
        _home!.States.SetAt(Town.Entity, "100.0", new() { ["unit_of_measurement"] = "kWh" }, start);
        var first = await ServerAsync("one", "one/cer-apps");
        await ImportAsync(first);
        await UntilStartedAsync("one/cer-apps");
        await first.StopAsync(Cancellation);
        await first.DisposeAsync();
        var (folder, away) = (Path.Combine(_folder, "one", "apps"), Path.Combine(_folder, "away"));
        Directory.Move(folder, away);
        _home.States.SetAt(Town.Entity, "100.5", null, Town.Quarter);
        await using var second = await StartAsync("one");
        var home = second.Services.GetRequiredService<HomeClient>();
        await Waits.UntilAsync(() => home.State == HomeState.Ready, () => "It did not come to Home Assistant.");
        // Whoever takes away what it had, does it within moments of that.
        await Task.Delay(TimeSpan.FromSeconds(2), Cancellation);
        Assert.False(Directory.Exists(folder));
        Directory.Move(away, folder);
        await UntilAsync([(start, 500_000L)]);
    }

    private async Task<WebApplication> ServerAsync(string name, string state)
    {
        var data = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        var token = Path.Combine(data, "home-token");
        await File.WriteAllTextAsync(token, _home!.Options.Tokens[0] + "\n", Cancellation);
        File.SetUnixFileMode(token, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        // Each server has settings of its own; what is not in them is shared.
        var apps = Directory.CreateDirectory(Path.Combine(data, "apps")).FullName;
        File.Copy(Path.Combine(_folder, "apps", "InverterApp.yaml"), Path.Combine(apps, "InverterApp.yaml"));
        await PlaceAsync(name, state);
        return await StartAsync(name);
    }

    private async Task<WebApplication> StartAsync(string name)
    {
        var data = Path.Combine(_folder, name);
        var token = Path.Combine(data, "home-token");
        var app = ServeCommand.Build(
            new(_database!.AppAddress, null, "http://127.0.0.1:0")
            {
                DemoLive = false,
                Folder = data,
                Home = new(_home!.Address) { TokenFile = token, AppsFolder = "apps" },
            },
            TimeProvider.System);
        await app.StartAsync(Cancellation);
        return app;
    }

    /// <summary>Says where a server's apps keep their state.</summary>
    private Task PlaceAsync(string server, string state) => File.WriteAllTextAsync(
        Path.Combine(_folder, server, "apps", "Platform.yaml"),
        $"Cer.Apps.PlatformConfig: {{Folder: '{Path.Combine(_folder, state)}'}}",
        Cancellation);

    private static async Task ImportAsync(WebApplication app)
    {
        var faults = new FaultList();
        await app.Services.GetRequiredService<ImportCommunity>().RunAsync(
            "prova", System.Text.Encoding.UTF8.GetBytes(Town.Definition), [], "test", faults, Cancellation);
        Assert.True(faults.IsEmpty, string.Join('\n', faults.Faults));
    }

    private bool Begun(string state) => File.Exists(Path.Combine(_folder, state, "inverters", "state.json"));

    private Task UntilStartedAsync(string state) => Waits.UntilAsync(() => Begun(state), () => "It did not begin to collect.");

    private async Task UntilAsync((DateTimeOffset Start, long Micro)[] expected)
    {
        await Waits.UntilAsync(
            async () => await ScalarAsync("select count(*) from core.reading") is long rows && rows >= expected.Length,
            () => "It brought too little.");
        await using var connection = new NpgsqlConnection(_database!.AppAddress);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand("select starts_at, produced_ukwh from core.reading order by 1, revision", connection);
        await using var reader = await command.ExecuteReaderAsync(Cancellation);
        List<(DateTimeOffset, long)> found = [];
        while (await reader.ReadAsync(Cancellation)) found.Add((reader.GetDateTime(0), reader.GetInt64(1)));
        Assert.Equal(expected, found);
    }

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_database!.AppAddress);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
