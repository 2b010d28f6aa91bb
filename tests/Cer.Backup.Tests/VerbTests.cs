using System.Diagnostics;
using System.Text;
using Cer.Operations.Backup;
using Npgsql;

namespace Cer.Backup.Tests;

/// <summary>The verbs as processes of their own.</summary>
public sealed class VerbTests(GoldenBackup golden) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cer-backup-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Data => golden.Origin.Data;

    private string Password => new NpgsqlConnectionStringBuilder(golden.Origin.Database.OwnerAddress).Password!;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Killed_at_any_moment_it_leaves_no_half_file_under_its_name_and_the_next_one_clears_up()
    {
        foreach (var wait in new[] { 300, 450, 600, 800, 1000, 1300 })
        {
            using var run = Start("backup", "--data", Data, "--to", _folder);
            await Task.Delay(wait, Cancellation);
            run.Kill();
            await run.WaitForExitAsync(Cancellation);
            foreach (var file in Directory.GetFiles(_folder, $"*{BackupName.Ending}"))
                Assert.Null(await Archive.ProblemAsync(file));
        }

        // As one leaves it that dies between the two.
        await File.WriteAllTextAsync(Path.Combine(_folder, ".cer-backup-left"), "half", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(Data, ".cer-pgpass-left"), "half", Cancellation);
        var last = await RunAsync("backup", "--data", Data, "--to", _folder, "--keep-daily", "1", "--keep-weekly",
            "0", "--keep-monthly", "0");
        Assert.Equal((0, last.Output.Trim()), (last.Exit, Assert.Single(Directory.GetFileSystemEntries(_folder))));
        Assert.DoesNotContain(".cer-pgpass-left", Directory.GetFiles(Data).Select(Path.GetFileName));
        var verified = await RunAsync("backup", "--verify", last.Output.Trim());
        Assert.Equal(0, verified.Exit);
        Assert.StartsWith("sound: ", verified.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_password_is_in_no_command_line_in_no_environment_and_not_in_the_file()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        using var run = Start("backup", "--data", Data, "--to", _folder);
        while (!run.HasExited)
        {
            foreach (var process in Directory.GetDirectories("/proc").Where(path => char.IsAsciiDigit(path[^1])))
            {
                var line = Text(Path.Combine(process, "cmdline"));
                if (line.Contains(Password, StringComparison.Ordinal)) seen.Add($"the password in {line[..40]}");
                if (!line.Contains("pg_dump", StringComparison.Ordinal)) continue;
                seen.Add("pg_dump");
                if (Text(Path.Combine(process, "environ")).Contains(Password, StringComparison.Ordinal)) seen.Add(
                    "the password in the environment");
            }
        }

        Assert.Equal(["pg_dump"], seen);
        var file = Assert.Single(Directory.GetFiles(_folder));
        var bytes = await File.ReadAllBytesAsync(file, Cancellation);
        Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Password)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Restore_says_of_each_month_that_it_is_the_same()
    {
        await using var copy = await Installation.CreateAsync();
        var run = await RunAsync("restore", golden.Made.Path, "--data", copy.Data);
        Assert.Equal("prova 2025-10  same\nrestored: everything is as it was at 2027-06-01T09:00:00Z\n", run.Output);
        Assert.Equal(0, run.Exit);
    }

    [Fact]
    public async Task What_is_wrong_is_a_sentence_and_exit_status_2()
    {
        var half = Path.Combine(_folder, "half.cerbackup");
        await File.WriteAllBytesAsync(half, (await File.ReadAllBytesAsync(golden.Made.Path, Cancellation))[..^1000], Cancellation);
        foreach (var (arguments, sentence) in new (string[], string)[]
        {
            (["restore", half, "--data", Data], "cut off or altered"),
            (["backup", "--verify", half], "cut off or altered"),
            (["restore", Path.Combine(_folder, "none"), "--data", Data], "Found no file"),
            (["restore", golden.Made.Path, "--data", Data], "expected an empty database"),
            (["backup", "--data", _folder], "Found no settings.json"),
            (["backup", "--data", Data, "--keep-daily", "-1"], "expected 0 or more"),
            (["backup", "--data", Data, "--to", half], "expected a folder"),
        })
        {
            var run = await RunAsync(arguments);
            Assert.Equal(2, run.Exit);
            Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
        }
    }

    private static string Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static Process Start(params string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "cer.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private static async Task<(int Exit, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var run = Start(arguments);
        var output = run.StandardOutput.ReadToEndAsync(Cancellation);
        var error = run.StandardError.ReadToEndAsync(Cancellation);
        await run.WaitForExitAsync(Cancellation);
        return (run.ExitCode, await output, await error);
    }
}
