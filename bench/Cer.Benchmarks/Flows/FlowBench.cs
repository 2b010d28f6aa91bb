using System.Globalization;
using Cer.Workflows.Hosting;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Benchmarks.Flows;

/// <summary>
/// Flows of ten activities from their start to their end through PostgreSQL: the steps they commit in a second, beside
/// the bare rate of equal commits. Aim: at least 0.5 of it.
/// </summary>
/// <remarks>
/// Only steps count as commits of a flow, not its start, nor that it was taken and let go of. The bare commits write the
/// same rows of the same bytes over as many connections, each step in one transaction and one trip: nothing is faster.
/// </remarks>
internal static class FlowBench
{
    private const int Flows = 400;
    private const int Workers = 4;
    private const int Rounds = 5;

    public static async Task RunAsync()
    {
        await using var town = await FlowTown.OpenAsync();
        await town.PublishAsync(Definition(Sequence("all", [.. Enumerable.Range(0, 10).Select(i => Line($"line {i}"))])));
        var recorded = new RecordingStore(town.Stores.Instances);
        await town.Instances.StartAsync(town.Tenant, "main", [], null, null, default);
        await town.Node(new(), recorded).QuietAsync(default);
        var steps = recorded.Changes.Count;
        var (flows, bares) = (new List<Pace>(), new List<Pace>());
        // The first round warms up.
        for (var round = 0; round <= Rounds; round++)
        {
            var bare = await BareAsync(town, recorded.Changes);
            var flow = await FlowAsync(town, steps);
            Print($"round {round}: bare {bare}; flows {flow}; ratio {flow.Rate / bare.Rate:0.00}");
            if (round == 0) continue;
            bares.Add(bare);
            flows.Add(flow);
        }

        var ratio = Middle(flows.Zip(bares, (flow, bare) => flow.Rate / bare.Rate));
        Print($"{Flows} flows of 10 activities, {steps} commits each, {Workers} workers and as many bare connections; median of {Rounds}");
        Print($"bare: {Middle(bares.Select(one => one.Rate)):0} commits/s, {Middle(bares.Select(one => one.Cpu)):0.00} ms of processor each");
        Print($"flows: {Middle(flows.Select(one => one.Rate)) / steps:0.0}/s, {Middle(flows.Select(one => one.Rate)):0} commits/s, {Middle(flows.Select(one => one.Cpu)):0.00} ms of processor each");
        Print($"ratio: {ratio:0.00} (aim: at least 0.50)");
    }

    private static async Task<Pace> BareAsync(FlowTown town, List<InstanceChange> changes)
    {
        await EmptyAsync(town);
        await town.DoAsync(
            $$"""
            insert into wf.instance (community_id, id, definition_id, version_id, start_key, status, sub_status, state, is_runnable,
              created_at, updated_at)
            select {{town.Tenant}}, 'bare' || i, 'main', version_id, 'bare' || i, 'Running', 'Pending', '{}', false, now(), now()
            from wf.definition, generate_series(0, {{Flows - 1}}) as i
            """);
        var bare = new BareCommits(town.Quick, town.Tenant, changes);
        return await Pace.OfAsync(town.Database, Flows * changes.Count, () =>
            bare.RunAsync([.. Enumerable.Range(0, Flows).Select(i => $"bare{i}")], Workers));
    }

    private static async Task<Pace> FlowAsync(FlowTown town, int steps)
    {
        await EmptyAsync(town);
        for (var i = 0; i < Flows; i++) await town.Instances.StartAsync(town.Tenant, "main", [], null, null, default);
        using var stop = new CancellationTokenSource();
        var node = town.Node(new() { Workers = Workers });
        var running = Task.CompletedTask;
        var pace = await Pace.OfAsync(town.Database, Flows * steps, async () =>
        {
            running = Task.Run(() => node.RunAsync(stop.Token));
            while (await town.AskAsync<long>("select count(*) from wf.instance where sub_status = 'Finished'") < Flows)
                await Task.Delay(50);
        });
        await stop.CancelAsync();
        await running;
        return pace;
    }

    private static Task EmptyAsync(FlowTown town) => town.DoAsync(
        "truncate wf.instance, wf.value, wf.activity_execution, wf.journal, wf.bookmark, wf.inbox, wf.outbox");

    private static double Middle(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
