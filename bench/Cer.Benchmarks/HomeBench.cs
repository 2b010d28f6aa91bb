using System.Diagnostics;
using System.Globalization;
using Cer.HomeAssistant.Peer;
using Cer.Messaging.HomeAssistant;

namespace Cer.Benchmarks;

/// <summary>
/// What it costs to watch a Home Assistant of 2 000 entities of which 50 change in a second: processor time and memory of
/// this process (the Home Assistant is another), how late changes come, and whether one is dropped. CER_BENCH_SECONDS tells
/// how long; a minute when it does not.
/// </summary>
internal static class HomeBench
{
    public const string Verb = "home-peer";
    private const int Entities = 2_000;
    private const int Rate = 50;

    public static async Task RunAsync()
    {
        var seconds = int.Parse(Environment.GetEnvironmentVariable("CER_BENCH_SECONDS") ?? "60", CultureInfo.InvariantCulture);
        using var peer = Process.Start(new ProcessStartInfo(Environment.ProcessPath!)
        {
            ArgumentList = { typeof(HomeBench).Assembly.Location, Verb },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        try
        {
            var address = (await peer.StandardOutput.ReadLineAsync())!;
            await using var client = new HomeClient(HomeOptions.At(new(address), "long-lived"), TimeProvider.System);
            client.Start();
            await client.ReadyAsync(CancellationToken.None);
            var watching = WatchAsync(client);
            await peer.StandardInput.WriteLineAsync("go");
            await Task.Delay(TimeSpan.FromSeconds(2));
            var (cpu, begun) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
            long most = 0;
            for (var second = 0; second < seconds; second++)
            {
                await Task.Delay(TimeSpan.FromSeconds(1));
                most = Math.Max(most, Environment.WorkingSet);
            }

            var share = (Environment.CpuUsage.TotalTime - cpu) / Stopwatch.GetElapsedTime(begun);
            await peer.StandardInput.WriteLineAsync("stop");
            var sent = long.Parse((await peer.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
            var (taken, gaps, late) = await watching.WaitAsync(TimeSpan.FromMinutes(1));
            late.Sort();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"home: {Entities} entities, {sent} changes in {seconds + 2} s; taken {taken}, dropped {client.Dropped}, gaps {gaps}; "
                + $"{share:P2} of one core, {most >> 20} MB most; late {late[late.Count / 2]:0.0} ms median, {late[late.Count * 99 / 100]:0.0} ms p99"));
        }
        finally
        {
            if (!peer.HasExited) peer.Kill();
            await peer.WaitForExitAsync();
        }
    }

    /// <summary>The Home Assistant: changes entities in turn, and says how often it did.</summary>
    public static async Task ServeAsync()
    {
        await using var peer = await HomePeer.StartAsync();
        for (var id = 0; id < Entities; id++)
            peer.States.Set(Name(id), "0", new() { ["unit_of_measurement"] = "kWh", ["friendly_name"] = Name(id) });
        Console.WriteLine(peer.Address);
        await Console.In.ReadLineAsync();

        // The console's reader waits though it is asked not to.
        var stop = Task.Run(Console.In.ReadLine);
        var begun = Stopwatch.GetTimestamp();
        long sent = 0;
        while (!stop.IsCompleted)
        {
            for (var due = (long)(Stopwatch.GetElapsedTime(begun).TotalSeconds * Rate); sent < due; sent++)
                peer.States.Set(Name((int)(sent % Entities)), (sent + 1).ToString(CultureInfo.InvariantCulture));
            await Task.Delay(20);
        }

        peer.States.Set("sensor.last", sent.ToString(CultureInfo.InvariantCulture));
        Console.WriteLine(sent);
        await Console.In.ReadToEndAsync();
    }

    private static async Task<(long Taken, int Gaps, List<double> Late)> WatchAsync(HomeClient client)
    {
        var (taken, gaps, late) = (0L, 0, new List<double>());
        await foreach (var news in client.Entities.WatchAsync(null, CancellationToken.None))
        {
            if (news is HomeEntityNews.Gap) gaps++;
            if (news is not HomeEntityNews.Changed { Entity: var entity }) continue;
            if (entity.Id == "sensor.last") break;
            if (entity.State == "0") continue;
            taken++;
            late.Add((TimeProvider.System.GetUtcNow() - entity.LastChanged!.Value.ToDateTimeOffset()).TotalMilliseconds);
        }

        return (taken, gaps, late);
    }

    private static string Name(int id) => string.Create(CultureInfo.InvariantCulture, $"sensor.meter_{id}_energy");
}
