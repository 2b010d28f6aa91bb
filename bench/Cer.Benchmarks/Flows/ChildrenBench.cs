using System.Diagnostics;
using System.Globalization;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Benchmarks.Flows;

/// <summary>A parent that begins 500 children and waits for all, on three processes. Aim: it finishes exactly once.</summary>
internal static class ChildrenBench
{
    private const int Children = 500;
    private const int Nodes = 3;
    private const int Rounds = 5;

    public static async Task RunAsync()
    {
        await using var town = await FlowTown.OpenAsync();
        await town.PublishAsync(Definition(LineJs("hi", "`child ${getItem()}`"), inputs: [Named("Item", "Int32")], id: "child"));
        var items = "[" + string.Join(',', Enumerable.Range(0, Children)) + "]";
        await town.PublishAsync(Definition(Flowchart(
            [
                Activity("bulk", "BulkDispatchWorkflows", ("workflowDefinitionId", Literal("child")), ("items", Input("Object", items))),
                Line("all there"),
            ],
            "bulk:Completed -> line-all there")));
        var nodes = Enumerable.Range(0, Nodes).Select(_ => NodeProcess.Start(town)).ToList();
        try
        {
            List<double> times = [];
            // The first round warms up.
            for (var round = 0; round <= Rounds; round++)
            {
                var time = await RoundAsync(town, nodes);
                if (round > 0) times.Add(time);
            }

            Print($"{Children} children on {Nodes} processes: {times.Order().ElementAt(Rounds / 2):0.0} s, median of {Rounds}; the parent finished once each time");
        }
        finally
        {
            foreach (var node in nodes)
            {
                node.Kill();
                await node.WaitForExitAsync();
                node.Dispose();
            }
        }
    }

    private static async Task<double> RoundAsync(FlowTown town, List<Process> nodes)
    {
        var started = Stopwatch.GetTimestamp();
        var id = await town.Instances.StartAsync(town.Tenant, "main", [], null, null, default);
        while (await town.AskAsync<long>($"select count(*) from wf.instance where id = '{id}' and status = 'Finished'") == 0)
        {
            if (nodes.Exists(node => node.HasExited)) throw new InvalidOperationException("Found a node that ended, expected three at work.");
            await Task.Delay(20);
        }

        var time = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var ended = await town.AskAsync<long>($"select count(*) from wf.journal where instance_id = '{id}' and message = 'all there'");
        var said = await town.AskAsync<long>(
            $"select count(distinct message) from wf.journal as j join wf.instance as i on i.id = j.instance_id where i.parent_id = '{id}' and message is not null");
        var owners = await town.AskAsync<long>($"select count(*) from wf.instance where parent_id = '{id}' and sub_status = 'Finished'");
        Print($"{time:0.0} s, parent finished {ended} time(s), {owners} children finished, {said} different items");
        return (ended, said, owners) == (1, Children, Children)
            ? time
            : throw new InvalidOperationException($"Found that, expected 1, {Children} and {Children}.");
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
