using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Cer.Domain.Tests;

/// <summary>The split of energies is the split by big numbers, whatever their size and however many there are.</summary>
public class LargestRemainderTests
{
    [Fact]
    public void Energies_are_split_as_by_big_numbers() => Prop.ForAll(Cases().ToArbitrary(), one =>
    {
        var parts = new long[one.Weights.Length];
        LargestRemainder.Split(one.Amount, one.Weights, parts);
        var expected = one.Weights.Sum() == 0
            ? new long[parts.Length]
            : LargestRemainder.Split(one.Amount, [.. one.Weights.Select(weight => (BigInteger)weight)]);
        return parts.SequenceEqual(expected).Label($"{one.Amount} by {string.Join(' ', one.Weights)}");
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    // Few sizes make many equal remainders; large ones leave 64 bits.
    private static Gen<(long Amount, long[] Weights)> Cases() =>
        from count in Gen.Choose(1, 200)
        from size in Gen.Elements(2L, 40L, 3_000_000L, 5_000_000_000L, 9_000_000_000_000L)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select Case(count, size, seed);

    private static (long Amount, long[] Weights) Case(int count, long size, int seed)
    {
        var chance = new Random(seed);
        long[] weights = [.. Enumerable.Range(0, count).Select(_ => chance.NextInt64(0, size))];
        return (chance.NextInt64(0, weights.Sum() + 1), weights);
    }
}
