using System.Numerics;

namespace Cer.Domain;

/// <summary>Splits a whole amount by weights so that the parts add up: leftovers go to the largest remainders.</summary>
public static class LargestRemainder
{
    /// <summary>The parts, in the order of the weights; of equal remainders the earlier one is served first.</summary>
    /// <exception cref="ArgumentException">A negative amount or weight, or weights that are all zero.</exception>
    public static long[] Split(long amount, ReadOnlySpan<BigInteger> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        var total = BigInteger.Zero;
        foreach (var weight in weights)
        {
            if (weight.Sign < 0) throw new ArgumentException($"Found the weight {weight}, expected none below zero.", nameof(weights));
            total += weight;
        }

        if (total.IsZero) throw new ArgumentException("Nothing to split by: the weights are all zero.", nameof(weights));

        var parts = new long[weights.Length];
        var remainders = new (BigInteger Size, int Index)[weights.Length];
        var left = amount;
        for (var i = 0; i < weights.Length; i++)
        {
            var whole = BigInteger.DivRem(weights[i] * amount, total, out var remainder);
            parts[i] = (long)whole;
            remainders[i] = (remainder, i);
            left -= parts[i];
        }

        Array.Sort(remainders, (x, y) => x.Size == y.Size ? x.Index.CompareTo(y.Index) : y.Size.CompareTo(x.Size));
        for (var i = 0; i < left; i++) parts[remainders[i].Index]++;
        return parts;
    }

    /// <summary>The same split for energies of one hour: no allocation beyond the scratch that is handed in.</summary>
    /// <param name="amount">Amount to split, not negative, not above the sum of the weights times what fits in 128 bits.</param>
    /// <param name="weights">Not negative; when all are zero every part is zero.</param>
    /// <param name="parts">Receives the parts.</param>
    /// <param name="remainders">Scratch, at least as long as the weights.</param>
    public static void Split(long amount, ReadOnlySpan<long> weights, Span<long> parts, Span<Int128> remainders)
    {
        var total = 0L;
        foreach (var weight in weights) total += weight;
        if (total == 0)
        {
            parts[..weights.Length].Clear();
            return;
        }

        var left = amount;
        for (var i = 0; i < weights.Length; i++)
        {
            var product = (Int128)weights[i] * amount;
            var whole = product / total;
            parts[i] = (long)whole;
            remainders[i] = product - (whole * total);
            left -= parts[i];
        }

        for (; left > 0; left--)
        {
            var best = 0;
            for (var i = 1; i < weights.Length; i++)
                if (remainders[i] > remainders[best]) best = i;
            parts[best]++;
            remainders[best] = -1;
        }
    }
}
