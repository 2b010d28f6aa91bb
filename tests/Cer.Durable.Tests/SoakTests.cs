using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Durable.Tests;

/// <summary>Flows on three processes that are killed at random and replaced: all finish, and whatever they do is done once.</summary>
/// <remarks>A short run always; CER_SOAK=1 makes it five minutes, or as many seconds as CER_SOAK_SECONDS says.</remarks>
public sealed class SoakTests(FlowFixture fixture)
{
    private const int Nodes = 3;

    private static bool IsLong => Environment.GetEnvironmentVariable("CER_SOAK") == "1";

    private static TimeSpan Length => !IsLong ? TimeSpan.FromSeconds(6)
        : TimeSpan.FromSeconds(int.TryParse(
            Environment.GetEnvironmentVariable("CER_SOAK_SECONDS"), CultureInfo.InvariantCulture, out var seconds) ? seconds : 300);

    [Fact]
    public async Task Whatever_nodes_are_killed_every_flow_finishes_and_has_every_effect_once()
    {
        await using var house = await House.OpenAsync(fixture);
        await house.PublishAsync(Definition(Sequence("all", Mark("c1"), Mark("c2")), id: "child"));
        JsonObject Child(string id) => Activity(
            id, "ExecuteWorkflow", ("workflowDefinitionId", Literal("child")), ("waitForCompletion", Literal("true", "Boolean")));
        await house.PublishAsync(Definition(Flowchart(
            [
                Activity("s", "Start"), Mark("a"), Activity("nap", "Delay", ("timeSpan", Literal("00:00:01", "TimeSpan"))), Mark("b"),
                Child("run"), Activity("mail", "SendEmail", ("to", Literal("anna@example.org"))), Mark("d"),
                Activity("join", "FlowJoin", ("mode", Literal("WaitAll"))), Mark("e"),
            ],
            "s -> a", "a -> nap", "nap -> b", "b -> join", "s -> run", "run -> mail", "mail -> d", "d -> join", "join -> e")));
        var chance = new Random(20261121);
        var nodes = Enumerable.Range(0, Nodes).Select(_ => NodeProcess.Start(house)).ToList();
        var (begun, kills, started) = (0L, 0, Stopwatch.StartNew());
        try
        {
            while (started.Elapsed < Length)
            {
                for (var open = begun - await DoneAsync(house); open < (IsLong ? 60 : 20); open++, begun++) await house.StartAsync();
                await Task.Delay(TimeSpan.FromSeconds(0.5 + (chance.NextDouble() * 2)), House.Cancellation);
                await ReplaceAsync(house, nodes, chance.Next(Nodes));
                kills++;
            }

            // Those that were left by the last dead wait for a lease of three seconds.
            var (last, quiet) = (-1L, Stopwatch.StartNew());
            while (await DoneAsync(house) is var done && done < begun)
            {
                if (done != last) (last, quiet) = (done, Stopwatch.StartNew());
                Assert.True(quiet.Elapsed < TimeSpan.FromMinutes(1), $"{done} of {begun} flows finished after {kills} kills");
                await Task.Delay(100, House.Cancellation);
            }
        }
        finally
        {
            foreach (var node in nodes) await EndAsync(node);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{begun} flows, {kills} kills");
        Assert.Equal(begun * 2, await house.CountAsync("wf.instance where sub_status = 'Finished'"));
        Assert.Equal(begun * 6, await house.CountAsync("test.effect"));
        Assert.Equal(begun * 6, await house.CountAsync("(select distinct what from test.effect) as once"));
        Assert.Equal(begun, await house.CountAsync("wf.outbox"));
        Assert.Equal(begun, await house.CountAsync("(select distinct parent_id from wf.instance where parent_id is not null) as once"));
        Assert.Equal(0, await house.CountAsync("wf.inbox where done_at is null or dead_at is not null"));
        Assert.Equal(0, await house.CountAsync("wf.bookmark"));
        Assert.Equal(0, await house.CountAsync("wf.instance where lease_owner is not null or is_runnable"));
    }

    private static JsonObject Mark(string step)
    {
        var json = Flows.Own(step, "Insert", "");
        json["what"] = Input("JavaScript", $"getWorkflowInstanceId() + ':{step}'", "String");
        return json;
    }

    private static Task<long> DoneAsync(House house) =>
        house.CountAsync("wf.instance where definition_id = 'main' and sub_status = 'Finished'");

    private static async Task ReplaceAsync(House house, List<Process> nodes, int which)
    {
        await EndAsync(nodes[which]);
        nodes[which] = NodeProcess.Start(house);
    }

    private static async Task EndAsync(Process node)
    {
        node.Kill();
        await node.WaitForExitAsync(CancellationToken.None);
        node.Dispose();
    }
}
