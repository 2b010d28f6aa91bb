using System.Diagnostics;
using System.Globalization;
using static Cer.Workflows.Tests.Running.Draw;

namespace Cer.Benchmarks.Flows;

/// <summary>
/// Ten thousand instances that sleep, all due within one minute: how late each is taken up. Aim: each within 2 s of its time.
/// </summary>
/// <remarks>Late is the time from when a timer is due to the entry of the journal that says that its instance goes on.</remarks>
internal static class TimerBench
{
    private const int Timers = 10_000;
    private const int Workers = 4;

    private const string LateSql = """
        from (
          select extract(epoch from j.at - w.not_before)::float8 as late from wf.inbox as w
          join wf.journal as j on j.community_id = w.community_id and j.instance_id = w.instance_id and j.event = 'Resumed'
          where w.kind = 'timer') as measured
        """;

    public static async Task RunAsync()
    {
        await using var town = await FlowTown.OpenAsync();
        await town.PublishAsync(Definition(Sequence(
            "all", Activity("sleep", "Delay", ("timeSpan", Literal("1.00:00:00", "TimeSpan"))), Line("awake"))));
        using var stop = new CancellationTokenSource();
        var started = Stopwatch.GetTimestamp();
        var running = Task.Run(() => town.Node(new() { Workers = Workers }).RunAsync(stop.Token));
        await Parallel.ForEachAsync(Enumerable.Range(0, Timers), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (_, cancel) =>
            await town.Instances.StartAsync(town.Tenant, "main", [], null, null, cancel));
        await CountAsync(town, "wf.instance where sub_status = 'Suspended'");
        Print($"{Timers} instances asleep after {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");

        await town.DoAsync("update wf.inbox set not_before = now() + interval '5 seconds' + random() * interval '1 minute' where kind = 'timer'");
        started = Stopwatch.GetTimestamp();
        var (cpu, there) = (Environment.CpuUsage.TotalTime, await Spent.SessionsAsync(town.Database));
        await CountAsync(town, "wf.instance where sub_status = 'Finished'");
        var spent = Stopwatch.GetElapsedTime(started);
        cpu = Environment.CpuUsage.TotalTime - cpu + await Spent.SessionsAsync(town.Database) - there;
        await stop.CancelAsync();
        await running;
        var measured = await town.AskAsync<long>($"select count(*) {LateSql}");
        var worst = await town.AskAsync<double>($"select max(late) {LateSql}");
        var usual = await town.AskAsync<double[]>($"select percentile_cont(array[0.5, 0.99]) within group (order by late) {LateSql}");
        Print($"{measured} taken up in {spent.TotalSeconds:0} s, {cpu.TotalMilliseconds / Timers:0.0} ms of processor each");
        Print($"late: {usual[0]:0.000} s in the middle, {usual[1]:0.000} s at the 99th percentile, {worst:0.000} s at worst (aim: at most 2.000)");
    }

    private static async Task CountAsync(FlowTown town, string what)
    {
        while (await town.AskAsync<long>($"select count(*) from {what}") < Timers) await Task.Delay(500);
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
