using System.Diagnostics;
using System.Globalization;
using Cer.Database.Tests;
using Cer.Domain;

namespace Cer.Benchmarks;

/// <summary>
/// A month of a hundred, a thousand and ten thousand points from PostgreSQL to a stored run. Bars: the time for each point
/// grows by no more than a fifth, and the process stays within 300 MB. CER_BENCH_MOST bounds the points.
/// </summary>
internal static class GrowthBench
{
    private static readonly int[] Sizes = [100, 1000, 10_000];
    private static readonly MarketMonth Month = new(StoredYear.Year, 1);

    private static int Most => int.TryParse(Environment.GetEnvironmentVariable("CER_BENCH_MOST"), out var most) ? most : 10_000;

    public static async Task RunAsync()
    {
        var before = double.NaN;
        foreach (var points in Sizes.Where(points => points <= Most))
        {
            await using var database = await TestDatabase.CreateMigratedAsync();
            var year = await StoredYear.CreateAsync(database, points, months: 1);
            var run = 0;
            var cpu = new List<TimeSpan>();
            var time = await Median.OfAsync(LetGo, async () =>
            {
                var spent = Environment.CpuUsage.TotalTime;
                await RunBench.SettleAsync(year, string.Create(CultureInfo.InvariantCulture, $"growth {run++}"), Month, Month);
                cpu.Add(Environment.CpuUsage.TotalTime - spent);
            });
            var each = time.TotalMilliseconds / points;
            var spent = cpu.Order().ElementAt(cpu.Count / 2);
            var most = Process.GetCurrentProcess().PeakWorkingSet64 / 1e6;
            Tell($"{points} points, a month: {time.TotalSeconds:0.000} s, {spent.TotalSeconds:0.00} s of processor time here");
            Tell($"  {each:0.000} ms each, {each / before:0.00} times that of the size before (bar: at most 1.2)");
            Tell($"  most memory {most:0} MB (bar: at most 300)");
            before = each;
        }
    }

    // A process settles once: what the run before has left is not this one's.
    private static Task LetGo()
    {
        GC.Collect();
        return Task.CompletedTask;
    }

    private static void Tell(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
