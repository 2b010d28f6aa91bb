using System.Diagnostics;
using System.Globalization;

namespace Cer.Apps.Tests;

/// <summary>A collector that is killed again and again, with signal 9, loses nothing and adds nothing.</summary>
public class KilledTests
{
    private const int KilledBySignal9 = 128 + 9;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_nine_kills_the_rows_are_what_the_counter_rose_by_and_none_was_told_more_than_twice()
    {
        using var folder = new Folder();
        await using var platform = await Platform.StartAsync();
        var config = platform.Config(folder);
        // Wherever it comes from outside; after the third list is taken and before that is written down; before it is sent.
        int[] deaths = [0, 3, 0, -3, 0, 3, 0, -3, 0];
        var minute = 0;
        for (var i = 0; i < deaths.Length; i++)
        {
            minute = await KillAsync(platform, config, minute, deaths[i], outside: 7 * i);
            if (i == 4) await TearAsync(Path.Combine(config.Folder, "inverters"));
        }

        var last = ((minute / 15) + 4) * 15;
        using (var node = Start(config, minute, last, 0))
        {
            var said = node.StandardOutput.ReadToEndAsync(Cancellation);
            Assert.True(await platform.HasAsync(last / 15));
            await node.StandardInput.WriteLineAsync("end");
            await node.WaitForExitAsync(Cancellation);
            await said;
            Assert.Equal(0, node.ExitCode);
        }

        Assert.Equal(last / 15, platform.Rows.Count);
        Assert.Equal(Gauge.At(last) - Gauge.At(0), platform.Rows.Values.Sum(row => row.Kwh));
        Assert.All(platform.Rows.Values, row => Assert.Equal("measured", row.Quality));
        Assert.Equal(0, platform.Changed);
        // Who died between the two told the same again.
        Assert.True(platform.Told.Values.Max() == 2, string.Join('\n', platform.Told));
        Assert.False(File.Exists(Path.Combine(config.Folder, "inverters", "refused.jsonl")));
    }

    /// <summary>Runs it until it is dead, and says up to which minute it may have looked.</summary>
    private static async Task<int> KillAsync(Platform platform, PlatformConfig config, int from, int death, int outside)
    {
        var before = platform.Lists;
        using var node = Start(config, from, from + 100_000, death);
        var (minute, left) = (from, outside);
        while (await node.StandardOutput.ReadLineAsync(Cancellation) is { } line)
        {
            minute = int.Parse(line, CultureInfo.InvariantCulture);
            // What was on its way when it died before is there when a second list is: they go one after the other.
            if (death == 0 && platform.Lists >= before + 2 && left-- == 0) node.Kill();
        }

        await node.WaitForExitAsync(Cancellation);
        Assert.Equal(KilledBySignal9, node.ExitCode);
        return minute;
    }

    /// <summary>What a power cut may leave: half a line behind the last whole one.</summary>
    private static Task TearAsync(string folder) => File.AppendAllTextAsync(
        Directory.EnumerateFiles(folder, "backlog-*.log").Order(StringComparer.Ordinal).Last(), "0badc0de {\"p\":\"IT9", Cancellation);

    private static Process Start(PlatformConfig config, int from, int to, int death)
    {
        // The dotnet that runs this test, wherever it was installed.
        var own = Environment.ProcessPath ?? "";
        var program = Path.Combine(
            AppContext.BaseDirectory.Replace("Cer.Apps.Tests", "Cer.Apps.Node", StringComparison.Ordinal), "Cer.Apps.Node.dll");
        string[] words =
        [
            program, config.Folder, config.Url!, config.PasswordFile!, Text(from), Text(to), Text(death),
        ];
        return Process.Start(new ProcessStartInfo(Path.GetFileName(own) == "dotnet" ? own : "dotnet", words)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
