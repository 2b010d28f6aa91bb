using System.Diagnostics;

namespace Cer.Installation.Tests;

/// <summary>./cer: builds when it must, keeps folder, output and exit status of the verb.</summary>
public sealed class LauncherTests(BuiltCopy copy) : IClassFixture<BuiltCopy>
{
    private static readonly string Golden = Path.Combine(
        Clone.Root, "tests", "oracles", "settle", "cer-magliano-ottobre", "input");

    [Fact]
    public async Task It_runs_in_the_callers_folder_and_gives_back_the_exit_status()
    {
        var folder = Clone.NewFolder();
        (await CommandResult.Of(folder, "cp", "-r", Golden, "in")).Succeeded();
        var settled = await CommandResult.Of(folder, copy.Launcher, "settle", "--input", "in", "--output", "out");
        Assert.Contains(settled.Status, new[] { 0, 3 });
        Assert.True(File.Exists(Path.Combine(folder, "out", "run.json")));
        var wrong = await CommandResult.Of(folder, copy.Launcher, "settle", "--input", "nowhere", "--output", "out");
        Assert.Equal(2, wrong.Status);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Standard_output_belongs_to_the_verb_even_when_it_builds()
    {
        var before = copy.Newest;
        Touch("src/Cer.Host/Program.cs");
        var run = await CommandResult.Of("/", copy.Launcher, "--version");
        Assert.Matches(@"\A[0-9]+\.[0-9]+\.[0-9]+[^\n]*\z", run.Succeeded());
        Assert.Contains("Building", run.Errors, StringComparison.Ordinal);
        Assert.NotEqual(before, copy.Newest);
    }

    [Fact]
    public async Task It_does_not_build_again_without_a_newer_source()
    {
        (await CommandResult.Of("/", copy.Launcher, "--version")).Succeeded();
        var before = copy.Newest;
        var run = await CommandResult.Of("/", copy.Launcher, "--version");
        Assert.Equal("", run.Errors);
        Assert.Equal(before, copy.Newest);
    }

    [Fact]
    public async Task A_source_that_was_removed_is_noticed()
    {
        var extra = Path.Combine(copy.Root, "src", "Cer.Host", "Extra.cs");
        await File.WriteAllTextAsync(extra, "// nothing\n", TestContext.Current.CancellationToken);
        (await CommandResult.Of("/", copy.Launcher, "--version")).Succeeded();
        var before = copy.Newest;
        File.Delete(extra);
        (await CommandResult.Of("/", copy.Launcher, "--version")).Succeeded();
        Assert.NotEqual(before, copy.Newest);
    }

    [Fact]
    public async Task Many_at_once_on_a_stale_program_build_it_once_and_all_answer()
    {
        Touch("src/Cer.Host/Program.cs");
        var runs = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => CommandResult.Of("/", copy.Launcher, "--version")));
        Assert.Single(runs.Select(run => run.Succeeded()).Distinct());
        Assert.Single(
            runs.SelectMany(run => run.Errors.Split('\n')),
            line => line.StartsWith("Building", StringComparison.Ordinal));
        Assert.Equal(1, copy.Builds);
    }

    [Fact]
    public async Task A_build_leaves_the_files_of_a_running_program_alone()
    {
        // A program that runs for as long as its lock is held, as the launcher holds it.
        var folder = Path.Combine(copy.Root, "artifacts", "cer", copy.Newest);
        using var running = Process.Start("flock", ["--shared", folder, "sleep", "600"]);
        await Task.Delay(200, TestContext.Current.CancellationToken);
        Touch("src/Cer.Host/Program.cs");
        (await CommandResult.Of("/", copy.Launcher, "--version")).Succeeded();
        Assert.True(File.Exists(Path.Combine(folder, "cer.dll")));
        running.Kill(entireProcessTree: true);
        await running.WaitForExitAsync(TestContext.Current.CancellationToken);
        Touch("src/Cer.Host/Program.cs");
        (await CommandResult.Of("/", copy.Launcher, "--version")).Succeeded();
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task A_clone_that_may_not_be_written_still_runs_what_was_built()
    {
        (await CommandResult.Of("/", copy.Launcher, "--version")).Succeeded();
        string[] asReader = [copy.Launcher, "--version"];
        if (CommandResult.WeAreRoot) asReader = ["setpriv", "--reuid=65534", "--clear-groups", .. asReader];
        else (await CommandResult.Of("/", "chmod", "-R", "a-w", copy.Root)).Succeeded();
        Touch("src/Cer.Host/Program.cs");
        var run = await CommandResult.Of("/", asReader[0], asReader[1..]);
        (await CommandResult.Of("/", "chmod", "-R", "u+w", copy.Root)).Succeeded();
        Assert.NotEqual("", run.Succeeded());
        Assert.Contains("not writable", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_does_not_compile_is_told_on_standard_error()
    {
        var broken = Path.Combine(copy.Root, "src", "Cer.Host", "Broken.cs");
        await File.WriteAllTextAsync(broken, "this is not C#\n", TestContext.Current.CancellationToken);
        var run = await CommandResult.Of("/", copy.Launcher, "--version");
        File.Delete(broken);
        Assert.NotEqual(0, run.Status);
        Assert.Equal("", run.Output);
        Assert.Contains("Broken.cs", run.Errors, StringComparison.Ordinal);
        (await CommandResult.Of("/", copy.Launcher, "--version")).Succeeded();
    }

    private void Touch(string file) =>
        File.SetLastWriteTimeUtc(Path.Combine(copy.Root, file), TimeProvider.System.GetUtcNow().UtcDateTime);
}
