using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Cer.Messaging.Tests;

namespace Cer.Installation.Tests;

/// <summary>./install.sh: from nothing to a running installation, and back.</summary>
public sealed class InstallTests : IAsyncLifetime
{
    private static readonly string Script = Path.Combine(Clone.Root, "install.sh");

    // The shell's own kill, and only a group that this process leads: another kill takes -1234 for -1, everything.
    private const string KillGroup =
        """read -r _ _ _ _ group _ <"/proc/$1/stat" && [ "$group" = "$1" ] && kill -KILL -- "-$1" """;

    private static readonly string[] AShortDemo = ["--demo-months", "3"];

    private readonly string _top = Clone.NewFolder();
    private readonly int _port = Ports.Free();
    private string? _session;

    private string Data => Path.Combine(_top, "data");

    private string Url => $"http://127.0.0.1:{_port}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (Directory.Exists(Data)) await Install("--purge", "--yes");
        Directory.Delete(_top, recursive: true);
    }

    [Fact]
    public async Task It_installs_settles_and_serves_and_again_it_changes_nothing()
    {
        var first = (await Install("--port", $"{_port}")).Succeeded();
        Assert.Matches(@"injected kWh +withdrawn kWh +shared kWh.*\n +20\d\d-\d\d .* final", first);
        Assert.Contains(Url, first, StringComparison.Ordinal);
        Assert.Contains("all is well", first, StringComparison.Ordinal);
        Assert.Contains("membro.demo  ", first, StringComparison.Ordinal);
        await SignInAsync(first);
        Assert.Contains("\"final\"", await GetAsync("/api/settlements/magliano"), StringComparison.Ordinal);
        var (settings, server) = (await SettingsAsync(), await ServerAsync());

        var again = (await Install()).Succeeded();
        Assert.Contains("the schema is up to date", again, StringComparison.Ordinal);
        Assert.Equal((settings, server), (await SettingsAsync(), await ServerAsync()));
        Assert.Equal(Table(first), Table(again));
        Assert.DoesNotContain("/invito/", again, StringComparison.Ordinal);
    }

    // The settings of an installation made before there were the roles of members and of dashboards.
    [Fact]
    public async Task An_older_installation_gets_what_is_missing_and_keeps_its_passwords()
    {
        (await Install("--no-demo", "--headless", "--port", $"{_port}")).Succeeded();
        var cluster = Path.Combine(Clone.Root, "ops", "cluster.sh");
        (await CommandResult.Of("/", cluster, "start", Data)).Succeeded();
        (await CommandResult.Of(
            "/", cluster, "psql", Data, "--dbname=cer", "-c",
            "alter role cer_member password null; alter role cer_rep password null")).Succeeded();
        var settings = Path.Combine(Data, "settings.json");
        string[] chosen =
        [
            "\"path_base\": \"/cer\"", "\"public_url\": \"https://cer.comune.example/\"", "\"public_board\": false",
            "\"proxies\": [\"127.0.0.1\", \"::1\"]",
        ];
        string[] older =
        [
            .. (await File.ReadAllLinesAsync(settings, Cancellation))
                .Where(line => !line.Contains("member_connection", StringComparison.Ordinal)
                    && !line.Contains("rep_connection", StringComparison.Ordinal))
                .Select(line => line.StartsWith("  \"url\"", StringComparison.Ordinal)
                    ? $"{string.Concat(chosen.Select(own => $"  {own},\n"))}{line}" : line),
        ];
        await File.WriteAllLinesAsync(settings, older, Cancellation);

        var run = (await Install("--no-demo", "--port", $"{_port}")).Succeeded();
        Assert.Contains("members read their own", run, StringComparison.Ordinal);
        Assert.Contains("dashboards read their sums", run, StringComparison.Ordinal);
        Assert.Contains("all is well", run, StringComparison.Ordinal);
        var now = await SettingsAsync();
        foreach (var line in older.Where(line => line.Contains("onnection", StringComparison.Ordinal)))
            Assert.Contains(line, now, StringComparison.Ordinal);
        Assert.Contains("Username=cer_member;Password=", now, StringComparison.Ordinal);
        Assert.Contains("Username=cer_rep;Password=", now, StringComparison.Ordinal);
        Assert.All(chosen, own => Assert.Matches($"\n  {Regex.Escape(own)},?\n", now));
    }

    [Fact]
    public async Task It_stops_tells_so_and_starts_again_with_its_data()
    {
        var table = Table((await Short("--port", $"{_port}")).Succeeded());
        Assert.Equal(0, (await Install("--status")).Status);
        (await Install("--stop")).Succeeded();
        var stopped = await Install("--status");
        Assert.Equal(3, stopped.Status);
        Assert.Contains("stopped", stopped.Output, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => GetAsync("/api/health"));
        Assert.Equal(table, Table((await Short()).Succeeded()));
    }

    [Fact]
    public async Task Headless_it_does_the_work_and_leaves_nothing_running()
    {
        var run = (await Short("--headless", "--port", $"{_port}")).Succeeded();
        Assert.Contains(" final", run, StringComparison.Ordinal);
        Assert.Equal(3, (await Install("--status")).Status);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => GetAsync("/api/health"));
    }

    [Fact]
    public async Task Killed_at_any_moment_the_next_run_completes_it()
    {
        foreach (var seconds in new[] { 0.5, 1.2, 2.0, 3.5, 6.0 })
        {
            // With a session of its own its process id is that of its group, and the group goes at once.
            using var run = Process.Start(
                "bash", ["-c", "exec setsid \"$@\" >/dev/null 2>&1", "-", Script, .. AShortDemo, "--data", Data, "--port", $"{_port}"]);
            await Task.Delay(TimeSpan.FromSeconds(seconds), Cancellation);
            await CommandResult.Of("/", "bash", "-c", KillGroup, "-", $"{run.Id}");
            await run.WaitForExitAsync(Cancellation);
        }

        var last = (await Short("--port", $"{_port}")).Succeeded();
        Assert.Contains(" final", last, StringComparison.Ordinal);
        Assert.Contains("all is well", last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_is_restored_into_a_new_data_folder_with_every_month_the_same()
    {
        (await Short("--headless", "--port", $"{_port}")).Succeeded();
        var other = Path.Combine(_top, "other");
        (await CommandResult.Of("/", Path.Combine(Clone.Root, "ops", "cluster.sh"), "start", Data)).Succeeded();
        var backup = (await CommandResult.Of("/", Path.Combine(Clone.Root, "cer"), "backup", "--data", Data, "--to", _top)).Succeeded();
        var restored = (await CommandResult.Of("/", Script, "--data", other, "--restore", backup, "--headless")).Succeeded();
        Assert.Matches(@"magliano 20\d\d-\d\d  same\n", restored);
        Assert.Contains("everything is as it was", restored, StringComparison.Ordinal);
        (await CommandResult.Of("/", Script, "--data", other, "--purge", "--yes")).Succeeded();
        Assert.False(Directory.Exists(other));
    }

    [Fact]
    public async Task Without_the_demo_it_serves_an_empty_house()
    {
        await SignInAsync((await Install("--no-demo", "--port", $"{_port}")).Succeeded());
        Assert.Equal("[]", await GetAsync("/api/communities"));
    }

    [Fact]
    public async Task A_database_of_ones_own_is_used_and_stays_when_the_installation_goes()
    {
        var cluster = Path.Combine(Clone.Root, "ops", "cluster.sh");
        var own = Path.Combine(_top, "own");
        (await CommandResult.Of("/", cluster, "start", own)).Succeeded();
        Directory.CreateDirectory(Data);
        var lines = await File.ReadAllLinesAsync(Path.Combine(own, "settings.json"), Cancellation);
        await File.WriteAllLinesAsync(
            Path.Combine(Data, "settings.json"),
            lines.Where(line => !line.Contains("cluster", StringComparison.Ordinal))
                .Select(line => line.Replace("8099", $"{_port}", StringComparison.Ordinal)),
            Cancellation);
        (await CommandResult.Of("/", "chmod", "600", Path.Combine(Data, "settings.json"))).Succeeded();

        var run = (await Install("--no-demo")).Succeeded();
        Assert.Contains("all is well", run, StringComparison.Ordinal);
        await SignInAsync(run);
        Assert.Equal("[]", await GetAsync("/api/communities"));
        Assert.False(Directory.Exists(Path.Combine(Data, "cluster")));
        (await Install("--purge", "--yes")).Succeeded();
        Assert.False(Directory.Exists(Data));
        const string Versions = "select count(*) > 0 from core.schema_version";
        var kept = await CommandResult.Of("/", cluster, "psql", own, "--dbname=cer", "-Atc", Versions);
        Assert.Equal("t", kept.Succeeded());
        await CommandResult.Of("/", "bash", "-c", $". '{cluster}'; cluster_remove '{own}'");
    }

    [Fact]
    public async Task A_port_that_somebody_has_is_named()
    {
        using var squatter = new TcpListener(IPAddress.Loopback, _port);
        squatter.Start();
        var run = await Install("--no-demo", "--port", $"{_port}");
        Assert.NotEqual(0, run.Status);
        Assert.Contains($"127.0.0.1:{_port}", run.Errors, StringComparison.Ordinal);
        Assert.Contains("--port", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Purge_asks_and_removes_only_what_is_its_own()
    {
        (await Install("--headless", "--no-demo")).Succeeded();
        await File.WriteAllTextAsync(Path.Combine(Data, "mine.txt"), "kept", Cancellation);
        // A letter as the local folder keeps it.
        foreach (var folder in new[] { "new", "cur", "tmp" }) Directory.CreateDirectory(Path.Combine(Data, "mail", folder));
        await File.WriteAllTextAsync(Path.Combine(Data, "mail", "new", "1795215538.a@b.cer"), "", Cancellation);
        Assert.NotEqual(0, (await Install("--purge")).Status);
        Assert.True(File.Exists(Path.Combine(Data, "settings.json")));
        (await Install("--purge", "--yes")).Succeeded();
        Assert.Equal(["mine.txt"], Directory.GetFileSystemEntries(Data).Select(Path.GetFileName));
        File.Delete(Path.Combine(Data, "mine.txt"));
        Directory.Delete(Data);
    }

    [Theory]
    [InlineData("--purge", "--yes")]
    [InlineData("--stop", "--yes")]
    public async Task A_folder_that_is_no_installation_is_not_touched(string action, string yes)
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(Path.Combine(Data, "mine.txt"), "kept", Cancellation);
        Assert.NotEqual(0, (await Install(action, yes)).Status);
        Assert.True(File.Exists(Path.Combine(Data, "mine.txt")));
    }

    [Theory]
    [InlineData("--port", "99999")]
    [InlineData("--port", "http")]
    [InlineData("--demo-months", "0")]
    [InlineData("--demo-months", "tutti")]
    [InlineData("--sotp", "")]
    public async Task A_wrong_option_is_named_and_nothing_happens(string option, string value)
    {
        var run = await Install([option, .. value.Length > 0 ? [value] : Array.Empty<string>()]);
        Assert.NotEqual(0, run.Status);
        Assert.Contains(value.Length > 0 ? value : option, run.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Data));
    }

    /// <summary>The lines from the community's name on, to the empty one.</summary>
    private static string Table(string output) =>
        output[output.IndexOf("Magliano (", StringComparison.Ordinal)..].Split("\n\n")[0];

    private Task<CommandResult> Install(params string[] options) =>
        CommandResult.Of("/", Script, ["--data", Data, .. options]);

    private Task<CommandResult> Short(params string[] options) => Install([.. AShortDemo, .. options]);

    private async Task<string> GetAsync(string path)
    {
        using var client = new HttpClient();
        if (_session is not null) client.DefaultRequestHeaders.Add("Cookie", _session);
        return await client.GetStringAsync(new Uri(Url + path), Cancellation);
    }

    /// <summary>Follows the link that the installation printed for the administrator.</summary>
    private async Task SignInAsync(string output)
    {
        var link = Regex.Match(output, "amministratore  http://127.0.0.1:[0-9]+/invito/([A-Za-z0-9_-]{43})  until ");
        Assert.True(link.Success, output);
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false });
        client.DefaultRequestHeaders.Add("X-Cer-Request", "1");
        using var password = new StringContent("{\"password\":\"quattro parole a caso\"}");
        using var answer = await client.PostAsync(
            new Uri($"{Url}/api/invites/{link.Groups[1].Value}"), password, Cancellation);
        answer.EnsureSuccessStatusCode();
        _session = answer.Headers.GetValues("Set-Cookie")
            .First(cookie => cookie.StartsWith("cer_session=", StringComparison.Ordinal)).Split(';')[0];
    }

    private Task<string> SettingsAsync() => File.ReadAllTextAsync(Path.Combine(Data, "settings.json"), Cancellation);

    private Task<string> ServerAsync() => File.ReadAllTextAsync(Path.Combine(Data, "cer.pid"), Cancellation);
}
