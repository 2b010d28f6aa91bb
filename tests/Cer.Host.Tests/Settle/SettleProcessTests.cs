namespace Cer.Host.Tests.Settle;

/// <summary>The verb settle as a process: the same bytes everywhere, whole or not at all.</summary>
public sealed class SettleProcessTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cer-settle-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Another_time_zone_and_language_give_the_same_bytes()
    {
        var here = await SettleAsync("here", ("TZ", "UTC"), ("LANG", "C.UTF-8"));
        var there = await SettleAsync("there", ("TZ", "America/New_York"), ("LANG", "it_IT.UTF-8"), ("LC_ALL", "de_DE.UTF-8"));
        var far = await SettleAsync("far", ("TZ", "Asia/Kathmandu"), ("LANG", "ar_EG.UTF-8"), ("DOTNET_PROCESSOR_COUNT", "1"));
        Assert.Equal(9, here.Count);
        Assert.Equal(here, there);
        Assert.Equal(here, far);
    }

    [Fact]
    public async Task A_second_run_leaves_the_same_files_and_no_stale_one()
    {
        var first = await SettleAsync("again");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "again", "hours.csv"), "stale", TestContext.Current.CancellationToken);
        Assert.Equal(first, await SettleAsync("again"));
        Assert.Single(_folder.GetFileSystemInfos());
    }

    [Fact]
    public async Task A_refused_input_leaves_the_output_folder_as_it_was()
    {
        await SettleAsync("kept");
        var before = Files("kept");
        var refused = await CerProcess.RunAsync(
            ["settle", "--input", Oracle("faults/riga-doppia/input"), "--output", Path.Combine(_folder.FullName, "kept")]);
        Assert.Equal(2, refused.Exit);
        Assert.StartsWith("readings.csv:98: row: found ", refused.Error, StringComparison.Ordinal);
        Assert.Equal("", refused.Output);
        Assert.Equal(before, Files("kept"));
    }

    [Theory]
    [InlineData("--input: found nothing, expected a folder", "settle")]
    [InlineData("--from: found 2026-13, expected a month", "settle", "--input", ".", "--output", "x", "--from", "2026-13")]
    [InlineData("--from: found 2026-02, expected a month not after 2026-01", "settle", "--input", ".", "--output",
        "x", "--from", "2026-02", "--to", "2026-01")]
    [InlineData("--rules: found no folder", "settle", "--input", ".", "--output", "x", "--rules", "nowhere")]
    [InlineData("--nonsense", "settle", "--nonsense")]
    public async Task A_wrong_command_line_is_refused_with_a_sentence(string sentence, params string[] arguments)
    {
        var run = await CerProcess.RunAsync(arguments);
        Assert.Equal(2, run.Exit);
        Assert.Contains(sentence, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists("x"));
    }

    [Fact]
    public async Task The_own_rules_are_printed_in_a_form_that_can_be_read_again()
    {
        var printed = await CerProcess.RunAsync(["settle", "--print-rules"]);
        Assert.Equal(0, printed.Exit);
        var rules = _folder.CreateSubdirectory("rules");
        await File.WriteAllTextAsync(Path.Combine(rules.FullName, "base.yaml"), printed.Output, TestContext.Current.CancellationToken);
        string[] command = ["settle", "--input", Oracle("cer-senza-distribuzione/input"), "--output"];
        await CerProcess.RunAsync([.. command, Path.Combine(_folder.FullName, "own")]);
        await CerProcess.RunAsync([.. command, Path.Combine(_folder.FullName, "printed"), "--rules", rules.FullName]);
        var (own, again) = (Files("own"), Files("printed"));
        Assert.Contains("\"rules/base.yaml\"", again["run.json"], StringComparison.Ordinal);
        own.Remove("run.json");
        again.Remove("run.json");
        Assert.Equal(own, again);
    }

    private async Task<SortedDictionary<string, string>> SettleAsync(string name, params (string, string)[] environment)
    {
        var run = await CerProcess.RunAsync(
            ["settle", "--input", Oracle("cer-magliano-ottobre/input"), "--output", Path.Combine(_folder.FullName, name)], environment);
        Assert.Equal((0, "", ""), (run.Exit, run.Output, run.Error));
        return Files(name);
    }

    private SortedDictionary<string, string> Files(string name) => new(
        Directory.GetFiles(Path.Combine(_folder.FullName, name)).ToDictionary(path => Path.GetFileName(path), File.ReadAllText),
        StringComparer.Ordinal);

    private static string Oracle(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CerAutomation.sln"))) folder = folder.Parent!;
        return Path.Combine(folder.FullName, "tests", "oracles", "settle", path);
    }
}
