using System.Diagnostics;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Durable.Tests;

/// <summary>Nodes as processes of their own, killed without a warning.</summary>
public sealed class KilledProcessTests(FlowFixture fixture)
{
    private const int Steps = 150;

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
            using var process = NodeProcess.Start(house);
            await House.UntilAsync(async () => await house.CountAsync("test.effect") >= enough);
            process.Kill();
            await process.WaitForExitAsync(House.Cancellation);
            Assert.Equal(137, process.ExitCode);
            kills++;
        }

        Assert.NotEqual(0, kills);
        using (var last = NodeProcess.Start(house))
        {
            await House.UntilAsync(async () => await house.StatusAsync(id) == "Finished");
            last.Kill();
        }

        Assert.Equal(Enumerable.Range(0, Steps).Select(i => $"e{i}"), await house.EffectsAsync());
        Assert.Equal(Steps, await house.CountAsync(
            "wf.activity_execution where type = 'Test.Slow' and status = 'Completed' and attempt = 1"));
    }

    [Trait("Pain", "executing instances are lost or stuck after a crash")]
    [Fact]
    public async Task Killed_with_signal_9_at_every_commit_of_twenty_steps_the_nodes_finish_it_in_turn()
    {
        await using var house = await House.OpenAsync(fixture);
        // The last step of ten has a mail: the same commit says that it is wanted.
        await house.PublishAsync(Definition(Sequence("all",
        [
            .. Enumerable.Range(0, 10).SelectMany(i => new[]
            {
                Flows.Own($"i{i}", "Insert", $"e{i}"),
                i % 5 == 4 ? Activity($"m{i}", "SendEmail", ("to", Literal("anna@example.org"))) : Line($"l{i}"),
            }),
        ])));
        var id = await house.StartAsync();
        // The first only begins the instance and writes its first step; each dies between doing a step and writing it.
        var deaths = 0;
        Queue<Process> waiting = new(Enumerable.Range(0, 3).Select(_ => NodeProcess.Start(house, "2")));
        while (await house.StatusAsync(id) != "Finished" && deaths < 40)
        {
            using var node = waiting.Dequeue();
            waiting.Enqueue(NodeProcess.Start(house, "2"));
            await node.StandardInput.WriteLineAsync();
            await node.StandardInput.FlushAsync(House.Cancellation);
            // The last of them finds less to write, and lives.
            await House.UntilAsync(async () => node.HasExited || await house.StatusAsync(id) == "Finished");
            if (!node.HasExited) node.Kill();
            await node.WaitForExitAsync(House.Cancellation);
            Assert.Equal(137, node.ExitCode);
            deaths++;
            await house.PassLeasesAsync();
        }

        foreach (var node in waiting)
        {
            node.Kill();
            await node.WaitForExitAsync(House.Cancellation);
            node.Dispose();
        }

        Assert.Equal("Finished", await house.StatusAsync(id));
        Assert.Equal(20, deaths);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"e{i}"), await house.EffectsAsync());
        Assert.Equal(["l0", "l1", "l2", "l3", "l5", "l6", "l7", "l8"], await house.LinesAsync(id));
        Assert.Equal(2, await house.CountAsync("wf.outbox"));
        Assert.Equal(["20"], await house.ListAsync("select rev - 1 from wf.instance"));
    }
}
