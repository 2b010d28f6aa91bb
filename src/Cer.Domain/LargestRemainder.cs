using System.Buffers;
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

    /// <summary>The same split for energies of one hour, without big numbers.</summary>
    /// <param name="amount">Amount to split: not negative, and at most the sum of the weights.</param>
    /// <param name="weights">Not negative; when all are zero every part is zero.</param>
    /// <param name="parts">Receives the parts.</param>
    public static void Split(long amount, ReadOnlySpan<long> weights, Span<long> parts)
    {
        var total = 0L;
        foreach (var weight in weights) total += weight;
        if (amount == total || total == 0)
        {
            weights.CopyTo(parts);
            return;
        }

        var rented = ArrayPool<long>.Shared.Rent(2 * weights.Length);
        var remainders = rented.AsSpan(0, weights.Length);
        var left = amount;
        for (var i = 0; i < weights.Length; i++)
        {
            var high = Math.BigMul(weights[i], amount, out var low);
            if (high == 0 && low >= 0)
            {
                parts[i] = low / total;
                remainders[i] = low - (parts[i] * total);
            }
            else
            {
                var product = (Int128)weights[i] * amount;
                parts[i] = (long)(product / total);
                remainders[i] = (long)(product - ((Int128)parts[i] * total));
            }

            left -= parts[i];
        }

        if (left > 0) ServeLargest((int)left, remainders, rented.AsSpan(weights.Length, weights.Length), parts);
        ArrayPool<long>.Shared.Return(rented);
    }

    private static void ServeLargest(int count, ReadOnlySpan<long> remainders, Span<long> sorted, Span<long> parts)
    {
        remainders.CopyTo(sorted);
        sorted.Sort();
        var threshold = sorted[^count];
        var above = 0;
        for (var i = 0; i < remainders.Length; i++)
        {
            if (remainders[i] <= threshold) continue;
            parts[i]++;
            above++;
        }

        for (var i = 0; above < count; i++)
        {
            if (remainders[i] != threshold) continue;
            parts[i]++;
            above++;
        }
    }
}
