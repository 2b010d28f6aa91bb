using System.Diagnostics;
using System.Text.RegularExpressions;
using Cer.Addon.Tests.Folder;
using Cer.Addon.Tests.Ingress;

namespace Cer.Addon.Tests.Running;

/// <summary>The app lives: it starts as s6 would start it, stops in time, is backed up and restored.</summary>
public sealed partial class LifeTests
{
    private const string Password = "quattro parole a caso";
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_starts_from_nothing_lets_the_first_administrator_in_and_comes_back_whole_from_a_backup()
    {
        await using var box = new Box();
        var first = (await box.StartAsync()).Succeeded();
        await box.HealthyAsync();
        // Nobody is in yet: another start shows another code.
        var early = CodeIn(first);
        await StopInTimeAsync(box);
        var second = (await box.StartAsync()).Succeeded();
        await box.HealthyAsync();
        var code = CodeIn(second);
        Assert.NotEqual(early, code);
        var accepted = await Call(box).SendAsync("POST", $"/api/invites/{code}", $$"""{"password": "{{Password}}"}""");
        Assert.Equal(200, accepted.Status);

        // A collector goes on counting while Home Assistant makes its backup.
        var counted = Path.Combine("cer-apps", "buildings", "state.json");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(box.Own, counted))!);
        await File.WriteAllTextAsync(Path.Combine(box.Own, counted), "before", Cancellation);
        var saved = (await box.HookAsync("backup-pre")).Succeeded();
        Assert.Contains("saved cer-", saved, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(box.Own, counted), "after", Cancellation);
        var taken = Taken(box);
        (await box.HookAsync("backup-post")).Succeeded();
        Assert.False(Directory.Exists(Path.Combine(box.Own, "saved")));
        Assert.Contains(taken, file => file.Name.StartsWith("cer/saved/cer-", StringComparison.Ordinal));
        Assert.DoesNotContain(taken, file => file.Name.StartsWith("cer/cluster", StringComparison.Ordinal));
        Assert.DoesNotContain(taken, file => file.Name.Contains("cer-apps", StringComparison.Ordinal));

        // Another box, into which Home Assistant unpacks what the backup held.
        await StopInTimeAsync(box);
        await using var other = new Box();
        foreach (var (name, content) in taken)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(other.Data, name))!);
            await File.WriteAllBytesAsync(Path.Combine(other.Data, name), content, Cancellation);
        }

        var restored = (await other.StartAsync()).Succeeded();
        await other.HealthyAsync();
        Assert.Contains("restored: everything is as it was", restored, StringComparison.Ordinal);
        Assert.Equal("before", await File.ReadAllTextAsync(Path.Combine(other.Own, counted), Cancellation));
        // The administrator is there and is the first no more; the password of before opens nothing, the invite that was shown does.
        Assert.DoesNotContain("First start", restored, StringComparison.Ordinal);
        var entered = await Call(other).SendAsync(
            "POST", "/api/session", $$"""{"login": "amministratore", "password": "{{Password}}"}""");
        Assert.Equal(401, entered.Status);
        var invite = Invite().Match(restored);
        Assert.True(invite.Success, restored);
        var again = await Call(other).SendAsync(
            "POST", $"/api/invites/{invite.Groups[1].Value}", $$"""{"password": "{{Password}}"}""");
        Assert.Equal(200, again.Status);
        Assert.False(Directory.Exists(Path.Combine(other.Own, "saved")));
        Assert.False(File.Exists(Path.Combine(other.Own, "restoring")));
    }

    [Fact]
    public async Task It_starts_again_after_the_power_went_and_a_backup_without_a_database_fails()
    {
        await using var box = new Box();
        // As in the container; the Supervisor itself is not there at this moment.
        box.Set("SUPERVISOR_TOKEN", "gettone");
        box.Set("CER_ADDON_SUPERVISOR", "http://127.0.0.1:1/");
        Assert.Contains("The Supervisor does not tell its MQTT broker", (await box.StartAsync()).Succeeded(), StringComparison.Ordinal);
        await box.HealthyAsync();
        (await box.KillAsync()).Succeeded();
        var copy = await box.HookAsync("backup-pre");
        Assert.NotEqual(0, copy.Status);
        Assert.Contains("database", copy.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(box.Own, "saved")));

        (await box.StartAsync()).Succeeded();
        await box.HealthyAsync();
        (await box.HookAsync("backup-pre")).Succeeded();
        // A copy in which one byte is another is not put back, and not thrown away.
        await StopInTimeAsync(box);
        var file = Directory.GetFiles(Path.Combine(box.Own, "saved")).Single();
        var bytes = await File.ReadAllBytesAsync(file, Cancellation);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, Cancellation);
        Directory.Delete(Path.Combine(box.Own, "cluster"), recursive: true);
        var refused = await box.StartAsync();
        Assert.NotEqual(0, refused.Status);
        Assert.Contains("The backup was not put back", refused.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(file));
    }

    [Fact]
    public async Task Wrong_options_stop_the_start_with_a_sentence_each()
    {
        await using var box = new Box();
        box.Say("""{"demo": "no", "silent_after_minutes": 3, "mqtt": {"host": "broker.example"}, "mail": {"from": "x"}}""");
        var refused = await box.StartAsync();
        Assert.NotEqual(0, refused.Status);
        Assert.Contains("Option demo: found \"no\", expected true or false.", refused.Output, StringComparison.Ordinal);
        Assert.Contains(
            "Option silent_after_minutes: found 3, expected a whole number from 15 to 10080.", refused.Output, StringComparison.Ordinal);
        Assert.Contains("Option mqtt.host: found it without username, expected both or neither.", refused.Output, StringComparison.Ordinal);
        Assert.Contains("Option mail.from: found \"x\", expected a mail address.", refused.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(box.Own, "cluster")));
    }

    private static async Task StopInTimeAsync(Box box)
    {
        var timeout = int.Parse(
            Yaml.Map(Clone.Text("addon", "config.yaml")).Find("timeout").Word()!, System.Globalization.CultureInfo.InvariantCulture);
        var clock = Stopwatch.StartNew();
        var said = (await box.StopAsync()).Succeeded();
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(timeout), $"It took {clock.Elapsed}.");
        Assert.DoesNotContain("killed", said, StringComparison.Ordinal);
        Assert.Contains("database system is shut down", LastOf(box), StringComparison.Ordinal);
    }

    private static string LastOf(Box box) => string.Concat(
        Directory.GetFiles(Path.Combine(box.Own, "cluster", "log"), "postgresql-*.log").Select(File.ReadAllText));

    private static SupervisorCall Call(Box box) => SupervisorCall.To(box.Address).With("X-Cer-Request: 1");

    private static string CodeIn(string log)
    {
        var match = Code().Match(log);
        Assert.True(match.Success, log);
        return match.Groups[1].Value;
    }

    /// <summary>What Home Assistant's backup takes of /data: all but what a pattern names, with everything below it.</summary>
    internal static List<(string Name, byte[] Content)> Taken(Box box)
    {
        var patterns = Yaml.Map(Clone.Text("addon", "config.yaml")).Find("backup_exclude").Items()
            .Select(pattern => new Regex($"(^|/){Regex.Escape(pattern.Word()!).Replace("\\*", "[^/]*", StringComparison.Ordinal)}(/|$)"))
            .ToArray();
        return [.. Directory.EnumerateFiles(box.Data, "*", SearchOption.AllDirectories)
            .Select(path => (Path: path, Name: Path.GetRelativePath(box.Data, path)))
            .Where(file => !patterns.Any(pattern => pattern.IsMatch(file.Name)))
            .Select(file => (file.Name, File.ReadAllBytes(file.Path)))];
    }

    [GeneratedRegex(@"First start\. .*: ([A-Za-z0-9_-]{20,})\n")]
    private static partial Regex Code();

    [GeneratedRegex("/invito/([A-Za-z0-9_-]{43})")]
    private static partial Regex Invite();
}
