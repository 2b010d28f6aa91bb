using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Cer.Installation.Tests;

/// <summary>ops/cluster.sh: a private cluster in a data folder.</summary>
public sealed class ClusterTests : IAsyncLifetime
{
    private static readonly string Script = Path.Combine(Clone.Root, "ops", "cluster.sh");

    private const UnixFileMode ForOwner =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _top = Clone.NewFolder();

    private string Data => Path.Combine(_top, "data");

    public ValueTask InitializeAsync()
    {
        // As root the server runs as another user, who must be able to pass.
        File.SetUnixFileMode(_top, ForOwner | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (Directory.Exists(Data)) await Sourced("cluster_remove \"$1\"", Data);
        Directory.Delete(_top, recursive: true);
    }

    [Fact]
    public async Task It_outlives_a_kill_and_keeps_what_was_committed()
    {
        await Cluster("start");
        await Sql("create table kept as select generate_series(1, 1000) as n");
        await Cluster("kill");
        await Cluster("start");
        Assert.Equal("1000", await Sql("select count(*) from kept"));
    }

    [Fact]
    public async Task Starting_it_again_leaves_the_server_and_the_settings_alone()
    {
        await Cluster("start");
        var (server, settings) = (await Cluster("status"), await Settings());
        await Cluster("start");
        Assert.Equal((server, settings), (await Cluster("status"), await Settings()));
    }

    [Fact]
    public async Task It_stops_and_starts_on_the_same_port()
    {
        await Cluster("start");
        var settings = await Settings();
        await Cluster("stop");
        Assert.NotEqual(0, (await CommandResult.Of("/", Script, "status", Data)).Status);
        await Cluster("start");
        Assert.Equal(settings, await Settings());
    }

    [Fact]
    public async Task A_port_that_somebody_took_is_given_up_and_the_settings_follow()
    {
        await Cluster("start");
        var port = await Port();
        await Cluster("stop");
        using var squatter = new TcpListener(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture));
        squatter.Start();
        await Cluster("start");
        Assert.NotEqual(port, await Port());
        Assert.Equal("1", await Program("cer_app", "select 1"));
    }

    [Fact]
    public async Task The_program_gets_in_by_password_and_the_superuser_only_over_the_socket()
    {
        await Cluster("start");
        Assert.Equal("cer_app", await Program("cer_app", "select current_user"));
        Assert.Equal("cer_owner", await Program("cer_owner", "select current_user"));
        Assert.Equal("postgres", await Sql("select current_user"));
        var outsider = await Psql("postgres", "wrong", "select 1");
        Assert.Contains("password authentication failed", outsider.Errors, StringComparison.Ordinal);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Data, "settings.json")));
    }

    [Fact]
    public async Task It_listens_on_this_machine_alone_and_guards_its_pages()
    {
        await Cluster("start");
        Assert.Equal(
            "127.0.0.1|on|off|UTF8|C.UTF-8|terse",
            await Sql("""
                select concat_ws('|', current_setting('listen_addresses'), current_setting('data_checksums'),
                  current_setting('jit'), current_setting('server_encoding'),
                  (select datcollate from pg_database where datname = 'cer'), current_setting('log_error_verbosity'))
                """));
    }

    [Fact]
    public async Task One_that_was_being_made_when_the_machine_went_down_is_made_anew()
    {
        Directory.CreateDirectory(Path.Combine(Data, "cluster.making", "base"));
        await File.WriteAllTextAsync(
            Path.Combine(Data, "cluster.making", "PG_VERSION"), "15\n", TestContext.Current.CancellationToken);
        await Cluster("start");
        Assert.Equal("1", await Sql("select 1"));
        Assert.False(Directory.Exists(Path.Combine(Data, "cluster.making")));
    }

    [Fact]
    public async Task Settings_that_were_lost_are_written_again_with_passwords_that_work()
    {
        await Cluster("start");
        File.Delete(Path.Combine(Data, "settings.json"));
        await Cluster("start");
        Assert.Equal("cer_owner", await Program("cer_owner", "select current_user"));
    }

    [Fact]
    public async Task Settings_that_people_chose_stay_when_the_way_to_the_database_changes()
    {
        await Cluster("start");
        var file = Path.Combine(Data, "settings.json");
        string[] kept =
        [
            "  \"backup\": {\"keep_daily\":3},", "  \"public_url\": \"https://cer.comune.example/\",", "  \"shellies\": [",
            "    {\"host\": \"10.0.0.9\"}", "  ],", "  \"mqtt\": { \"port\": 1883 }",
        ];
        var lines = (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Where(
            line => !line.Contains("\"connection\""));
        await File.WriteAllTextAsync(
            file,
            string.Join('\n', lines.SkipLast(1)).TrimEnd() + ",\n" + string.Join('\n', kept) + "\n}\n",
            TestContext.Current.CancellationToken);
        await Cluster("start");
        var now = await Settings();
        Assert.StartsWith("{\n" + kept[^1] + ",\n  \"cluster\"", now, StringComparison.Ordinal);
        Assert.Contains(kept[0] + "\n" + kept[1] + "\n  \"shellies\": [{\"host\": \"10.0.0.9\"}]\n}", now, StringComparison.Ordinal);
        System.Text.Json.JsonDocument.Parse(now).Dispose();
        Assert.Equal("cer_app", await Program("cer_app", "select current_user"));
    }

    [Fact]
    public async Task Below_a_folder_that_is_closed_to_others_it_finds_a_place()
    {
        File.SetUnixFileMode(_top, ForOwner);
        await Cluster("start");
        Assert.Equal("1", await Sql("select 1"));
        var place = await Sql("show data_directory");
        if (CommandResult.WeAreRoot)
            Assert.StartsWith("/var/lib/cer-automation/", place, StringComparison.Ordinal);
        else
            Assert.Equal(Path.Combine(Data, "cluster"), place);
    }

    [Fact]
    public async Task A_long_name_with_blanks_does_not_stop_it()
    {
        var data = Path.Combine(_top, "a folder with blanks", new string('x', 100));
        (await CommandResult.Of("/", Script, "start", data)).Succeeded();
        Assert.Equal("1", (await CommandResult.Of("/", Script, "psql", data, "-Atc", "select 1")).Succeeded());
        await Sourced("cluster_remove \"$1\"", data);
    }

    [Fact]
    public async Task A_version_that_is_gone_is_named_and_nothing_is_touched()
    {
        await Cluster("start");
        var folder = await Sql("show data_directory");
        await Cluster("stop");
        await File.WriteAllTextAsync(
            Path.Combine(folder, "PG_VERSION"), "9\n", TestContext.Current.CancellationToken);
        var start = await CommandResult.Of("/", Script, "start", Data);
        Assert.NotEqual(0, start.Status);
        Assert.Contains("PostgreSQL 9", start.Errors, StringComparison.Ordinal);
        Assert.Contains("--move-cluster", start.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_move_by_dump_and_restore_keeps_rows_roles_and_the_old_cluster()
    {
        await Cluster("start");
        await Sql("create table kept as select generate_series(1, 1000) as n");
        await Sql("grant select on kept to cer_app");
        var before = await Sql("show data_directory");
        await Sourced("cluster_move \"$1\"", Data);
        await Cluster("start");
        Assert.NotEqual(before, await Sql("show data_directory"));
        Assert.Equal("1000", await Program("cer_app", "select count(*) from kept"));
        Assert.True(Directory.Exists(before));
    }

    private static async Task Sourced(string command, string data) =>
        (await CommandResult.Of("/", "bash", "-c", $"set -euo pipefail; . '{Script}'; {command}", "-", data)).Succeeded();

    private async Task<string> Cluster(string verb) => (await CommandResult.Of("/", Script, verb, Data)).Succeeded();

    private async Task<string> Sql(string sql) =>
        (await CommandResult.Of("/", Script, "psql", Data, "--dbname=cer", "-At", "--command", sql)).Succeeded();

    private Task<string> Settings() =>
        File.ReadAllTextAsync(Path.Combine(Data, "settings.json"), TestContext.Current.CancellationToken);

    private async Task<string> Port() => (await Settings()).Split("Port=")[1].Split(';')[0];

    /// <summary>What a role of the program sees, with the password of the settings.</summary>
    private async Task<string> Program(string role, string sql)
    {
        var word = (await Settings()).Split($"Username={role};Password=")[1].Split('"')[0];
        return (await Psql(role, word, sql)).Succeeded();
    }

    private async Task<CommandResult> Psql(string role, string word, string sql)
    {
        string[] place = ["-h", "127.0.0.1", "-p", await Port(), "-U", role, "-d", "cer"];
        return await CommandResult.Of("/", "env", [$"PGPASSWORD={word}", "psql", "-XAtq", .. place, "-c", sql]);
    }
}
