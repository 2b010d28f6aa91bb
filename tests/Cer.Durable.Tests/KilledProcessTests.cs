using System.Diagnostics;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Durable.Tests;

/// <summary>Nodes as processes of their own, killed without a warning.</summary>
public sealed class KilledProcessTests(FlowFixture fixture)
{
    private const int Steps = 300;

    private static string Node => Path.Combine(
        AppContext.BaseDirectory.Replace("Cer.Durable.Tests", "Cer.Durable.Node", StringComparison.Ordinal), "Cer.Durable.Node.dll");

    [Fact]
    public async Task Processes_killed_in_the_middle_leave_the_rest_to_the_next_and_every_effect_is_there_once()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Definition(Sequence(
            "all", [.. Enumerable.Range(0, Steps).Select(i => Flows.Own($"i{i}", "Slow", $"e{i}"))])));
        var id = await house.StartAsync();
        var kills = 0;
        while (kills < 3 && await house.StatusAsync(id) != "Finished")
        {
            var enough = Math.Min(await house.CountAsync("test.effect") + 10, Steps);
            using var process = Start(house);
            await House.UntilAsync(async () => await house.CountAsync("test.effect") >= enough);
            process.Kill();
            await process.WaitForExitAsync(House.Cancellation);
            Assert.Equal(137, process.ExitCode);
            kills++;
        }

        Assert.NotEqual(0, kills);
        using (var last = Start(house))
        {
            await House.UntilAsync(async () => await house.StatusAsync(id) == "Finished");
            last.Kill();
        }

        Assert.Equal(Enumerable.Range(0, Steps).Select(i => $"e{i}"), await house.EffectsAsync());
        Assert.Equal(Steps, await house.CountAsync(
            "wf.activity_execution where type = 'Test.Slow' and status = 'Completed' and attempt = 1"));
    }

    private static Process Start(House house)
    {
        // The dotnet that runs this test, wherever it was installed.
        var own = Environment.ProcessPath ?? "";
        var start = new ProcessStartInfo(Path.GetFileName(own) == "dotnet" ? own : "dotnet") { UseShellExecute = false };
        start.ArgumentList.Add(Node);
        start.ArgumentList.Add(house.Address);
        return Process.Start(start)!;
    }
}
