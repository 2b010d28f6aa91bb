using System.Diagnostics;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Durable.Tests;

/// <summary>Nodes as processes of their own, killed without a warning.</summary>
public sealed class KilledProcessTests(FlowFixture fixture)
{
    private const int Steps = 600;

    private static string Node => Path.Combine(
        AppContext.BaseDirectory.Replace("Cer.Durable.Tests", "Cer.Durable.Node", StringComparison.Ordinal), "Cer.Durable.Node.dll");

    [Fact]
    public async Task Processes_killed_in_the_middle_leave_the_rest_to_the_next_and_every_effect_is_there_once()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Definition(Sequence(
            "all", [.. Enumerable.Range(0, Steps).Select(i => Flows.Own($"i{i}", "Insert", $"e{i}"))])));
        var id = await house.StartAsync();
        for (var kill = 1; kill <= 3; kill++)
        {
            var before = await house.CountAsync("test.effect");
            using var process = Start(house);
            await House.UntilAsync(async () => await house.CountAsync("test.effect") > before + 10);
            process.Kill();
            await process.WaitForExitAsync(House.Cancellation);
            Assert.Equal(137, process.ExitCode);
        }

        Assert.NotEqual("Finished", await house.StatusAsync(id));
        using (var last = Start(house))
        {
            await House.UntilAsync(async () => await house.StatusAsync(id) == "Finished");
            last.Kill();
        }

        Assert.Equal(Enumerable.Range(0, Steps).Select(i => $"e{i}"), await house.EffectsAsync());
        Assert.Equal(Steps, await house.CountAsync(
            "wf.activity_execution where type = 'Test.Insert' and status = 'Completed' and attempt = 1"));
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
