using System.Globalization;
using System.Numerics;
using Cer.Settlement.Sharing;

namespace Cer.Benchmarks;

/// <summary>
/// A year of hours of 1000 points and 8 units in memory, on one core: sums, the lesser of both sides and the merit order,
/// beside a bare vector sum of the same columns. Bar: at most 3 times.
/// </summary>
internal static class KernelBench
{
    private const int Points = 1000;
    private const int Units = 8;
    private const int Hours = 8760;
    private const int Rounds = 10;

    public static async Task RunAsync()
    {
        var withdrawn = Columns(Points, 1);
        var injected = Columns(Units, 2);
        var sum = new long[Hours];
        var settled = new Settled(Hours, Units);

        var bare = await Median.OfAsync(Nothing, () => Repeat(() => BareSum(withdrawn, sum)));
        var kernel = await Median.OfAsync(Nothing, () => Repeat(() => settled.Run(withdrawn, injected)));
        Print("bare vector sum of the columns", bare);
        Print("kernel: sums, lesser, merit order", kernel);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio kernel / bare sum: {kernel / bare:0.00} (bar: at most 3)"));
        if (!sum.AsSpan().SequenceEqual(settled.Withdrawn)) throw new InvalidOperationException("The two sums differ.");
    }

    private static void Print(string what, TimeSpan time) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{what}: {time.TotalMilliseconds / Rounds:0.00} ms for {Points} points x {Hours} hours"));

    private static Task Nothing() => Task.CompletedTask;

    private static Task Repeat(Action work)
    {
        for (var i = 0; i < Rounds; i++) work();
        return Task.CompletedTask;
    }

    private static long[][] Columns(int count, int seed)
    {
        var chance = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
            Enumerable.Range(0, Hours).Select(_ => chance.NextInt64(0, 3_000_000)).ToArray())];
    }

    private static void BareSum(long[][] columns, long[] sum)
    {
        Array.Clear(sum);
        var width = Vector<long>.Count;
        foreach (var column in columns)
        {
            for (var hour = 0; hour <= Hours - width; hour += width)
                (new Vector<long>(sum, hour) + new Vector<long>(column, hour)).CopyTo(sum, hour);
            for (var hour = Hours - (Hours % width); hour < Hours; hour++) sum[hour] += column[hour];
        }
    }

    private sealed class Settled(int hours, int units)
    {
        private readonly long[] _injected = new long[hours];
        private readonly long[] _left = new long[hours];
        private readonly long[][] _parts = [.. Enumerable.Range(0, units).Select(_ => new long[hours])];

        public long[] Withdrawn { get; } = new long[hours];

        public void Run(long[][] withdrawn, long[][] injected)
        {
            Array.Clear(Withdrawn);
            Array.Clear(_injected);
            foreach (var point in withdrawn) SharedEnergy.AddTo(point, Withdrawn);
            foreach (var unit in injected) SharedEnergy.AddTo(unit, _injected);
            SharedEnergy.PerHour(_injected, Withdrawn, _left);
            for (var i = 0; i < injected.Length; i++) SharedEnergy.TakeInMeritOrder(injected[i], _left, _parts[i]);
        }
    }
}
