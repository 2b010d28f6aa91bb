using System.Globalization;
using System.Numerics;
using Cer.Domain;
using Cer.Domain.Rules;
using Cer.Exchange.Contract;
using Cer.Exchange.Faults;
using Cer.Settlement.Sharing;
using Cer.Settlement.Tariffs;

namespace Cer.Benchmarks;

/// <summary>
/// A year of hours of 1000 points and 8 units in memory, on one core: sums, the lesser of both sides, the merit order and
/// the tariff, beside a bare vector sum of the same columns. Bar: at most 3 times; the members' parts at most 15 times.
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
        var tariff = await Median.OfAsync(Nothing, () => Repeat(settled.Value));
        var members = await Median.OfAsync(Nothing, () => Repeat(() => settled.Members(withdrawn)));
        Print("bare vector sum of the columns", bare);
        Print("sums, lesser, merit order", kernel);
        Print("tariff, decimal", tariff);
        Print("members' parts, largest remainder", members);
        Console.WriteLine(FormattableString.Invariant($"ratio kernel with tariff / bare sum: {(kernel + tariff) / bare:0.00} (bar: at most 3)"));
        Console.WriteLine(FormattableString.Invariant($"ratio members' parts / bare sum: {members / bare:0.00} (bar: at most 15)"));
        if (!sum.AsSpan().SequenceEqual(settled.Withdrawn)) throw new InvalidOperationException("The two sums differ.");
        if (settled.Dealt != settled.Shared.Sum()) throw new InvalidOperationException("The members' parts are not the shared energy.");
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

        private readonly decimal[] _prices = Prices(hours);
        private readonly RuleSet _rules = RuleFiles.Compose([], new FaultList()).Sets[0].Rules;

        public long[] Withdrawn { get; } = new long[hours];

        public long[] Shared { get; } = new long[hours];

        public long Dealt { get; private set; }

        public void Run(long[][] withdrawn, long[][] injected)
        {
            Array.Clear(Withdrawn);
            Array.Clear(_injected);
            foreach (var point in withdrawn) SharedEnergy.AddTo(point, Withdrawn);
            foreach (var unit in injected) SharedEnergy.AddTo(unit, _injected);
            SharedEnergy.PerHour(_injected, Withdrawn, Shared);
            Shared.CopyTo(_left, 0);
            for (var i = 0; i < injected.Length; i++) SharedEnergy.TakeInMeritOrder(injected[i], _left, _parts[i]);
        }

        /// <summary>The premium of every hour of every unit.</summary>
        public void Value()
        {
            foreach (var part in _parts)
            {
                var sum = new PremiumSum(20m);
                var bracket = _rules.BracketOf(50m)!;
                for (var hour = 0; hour < part.Length; hour++)
                {
                    var tariff = PremiumTariff.PerMwh(_rules, bracket, 4m, _prices[hour]);
                    if (part[hour] > 0) sum.Add(_rules, tariff, part[hour], part[hour] / 3);
                }

                if (sum.Total() == Money.Zero) throw new InvalidOperationException("Nothing was valued.");
            }
        }

        /// <summary>Every member's part of every hour, as a settlement deals it: a few hours at once.</summary>
        public void Members(long[][] withdrawn)
        {
            const int HoursAtOnce = 16;
            var (members, parts) = (withdrawn.Length, new long[withdrawn.Length]);
            var (block, shared) = (new long[HoursAtOnce * members], new long[members]);
            for (var first = 0; first < Shared.Length; first += HoursAtOnce)
            {
                var count = Math.Min(HoursAtOnce, Shared.Length - first);
                for (var member = 0; member < members; member++)
                {
                    var place = member;
                    foreach (var amount in withdrawn[member].AsSpan(first, count))
                    {
                        block[place] = amount;
                        place += members;
                    }
                }

                for (var hour = 0; hour < count; hour++)
                {
                    LargestRemainder.Split(Shared[first + hour], block.AsSpan(hour * members, members), parts);
                    for (var i = 0; i < parts.Length; i++) shared[i] += parts[i];
                }
            }

            Dealt = shared.Sum();
        }

        private static decimal[] Prices(int hours)
        {
            var chance = new Random(3);
            return [.. Enumerable.Range(0, hours).Select(_ => chance.Next(-1000, 25000) / 100m)];
        }
    }
}
