using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Cer.Domain.Tests;

public class MoneyTests
{
    // Worked by hand (oracle O12). Columns: cents, weights, cents of each.
    public static readonly TheoryData<long, int[], long[]> Oracle = new()
    {
        { 10000, [1, 1, 1], [3334, 3333, 3333] },
        { 10001, [3, 2, 2], [4286, 2858, 2857] },
        { 1000, [1, 1, 1, 1, 1, 1, 1], [143, 143, 143, 143, 143, 143, 142] },
        { -10000, [1, 1, 1], [-3334, -3333, -3333] },
    };

    [Theory, MemberData(nameof(Oracle))]
    public void O12_cents_are_split_by_largest_remainder(long cents, int[] weights, long[] expected) =>
        Assert.Equal(expected, Split(cents, weights));

    [Fact]
    public void Split_never_loses_or_invents_a_cent() => Prop.ForAll(
        ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<PositiveInt[]>(),
        (cents, weights) => weights.Length == 0 || Split(cents, [.. weights.Select(w => w.Get)]).Sum() == cents)
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1, 200, 1)] // 0.005 EUR
    [InlineData(-1, 200, -1)]
    [InlineData(1, 201, 0)]
    [InlineData(149, 10000, 1)]
    public void Half_a_cent_goes_away_from_zero(int numerator, int denominator, long cents) =>
        Assert.Equal(cents, Money.Round(new Fraction(numerator, denominator)).Cents);

    private static long[] Split(long cents, int[] weights) =>
        [.. new Money(cents).Split([.. weights.Select(w => (BigInteger)w)]).Select(part => part.Cents)];
}
