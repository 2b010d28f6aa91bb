using System.Buffers;
using System.Numerics;

namespace Cer.Domain;

/// <summary>Splits a whole amount by weights so that the parts add up: leftovers go to the largest remainders.</summary>
public static class LargestRemainder
{
    private const int FewWeights = 48;
    private const int BucketBits = 10;
    private const int Buckets = 1 << BucketBits;

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
        var (total, largest) = (0L, 0L);
        foreach (var weight in weights)
        {
            total += weight;
            largest = Math.Max(largest, weight);
        }

        if (amount == total || total == 0)
        {
            weights.CopyTo(parts);
            return;
        }

        var rented = ArrayPool<long>.Shared.Rent(2 * weights.Length);
        var remainders = rented.AsSpan(0, weights.Length);
        var scratch = rented.AsSpan(weights.Length, weights.Length);
        if (Math.BigMul(largest, amount, out var low) == 0 && low >= 0)
        {
            var left = Divide(amount, weights, total, parts, remainders);
            if (left > 0 && weights.Length < FewWeights) ServeLargest(left, remainders, scratch, parts);
            else if (left > 0) ServeLargestByBuckets(left, total, remainders, scratch, parts);
        }
        else
        {
            var left = DivideLarge(amount, weights, total, parts, remainders);
            if (left > 0) ServeLargest(left, remainders, scratch, parts);
        }

        ArrayPool<long>.Shared.Return(rented);
    }

    /// <summary>Whole parts and remainders of products that fit in 63 bits, by a reciprocal of the total.</summary>
    /// <returns>How many units are left over.</returns>
    private static int Divide(
        long amount, ReadOnlySpan<long> weights, long total, Span<long> parts, Span<long> remainders)
    {
        unchecked
        {
            var (factor, divisor, given) = ((ulong)amount, (ulong)total, 0L);
            var reciprocal = ulong.MaxValue / divisor;
            parts = parts[..weights.Length];
            remainders = remainders[..weights.Length];
            for (var i = 0; i < weights.Length; i++)
            {
                // The reciprocal is too small by less than one part in 2^64: the quotient is right, or one too small.
                var product = (ulong)weights[i] * factor;
                var whole = Math.BigMul(product, reciprocal, out _);
                var rest = product - (whole * divisor);
                var more = rest >= divisor ? 1UL : 0UL;
                whole += more;
                remainders[i] = (long)(rest - (more * divisor));
                parts[i] = (long)whole;
                given += (long)whole;
            }

            return (int)(amount - given);
        }
    }

    private static int DivideLarge(
        long amount, ReadOnlySpan<long> weights, long total, Span<long> parts, Span<long> remainders)
    {
        var left = amount;
        for (var i = 0; i < weights.Length; i++)
        {
            var product = (Int128)weights[i] * amount;
            parts[i] = (long)(product / total);
            remainders[i] = (long)(product - ((Int128)parts[i] * total));
            left -= parts[i];
        }

        return (int)left;
    }

    /// <summary>Serves without sorting all: counts the remainders by their leading bits, and sorts where the line falls.</summary>
    private static void ServeLargestByBuckets(
        int count, long total, ReadOnlySpan<long> remainders, Span<long> scratch, Span<long> parts)
    {
        Span<int> buckets = stackalloc int[Buckets];
        buckets.Clear();
        var shift = Math.Max(0, 64 - BitOperations.LeadingZeroCount((ulong)total) - BucketBits);
        foreach (var remainder in remainders) buckets[(int)(remainder >> shift)]++;
        var line = Buckets - 1;
        var left = count;
        for (; buckets[line] < left; line--) left -= buckets[line];

        var near = 0;
        for (var i = 0; i < remainders.Length; i++)
        {
            var bucket = (int)(remainders[i] >> shift);
            parts[i] += bucket > line ? 1 : 0;
            if (bucket == line) scratch[near++] = i;
        }

        // Of equal remainders the earlier one first, as everywhere.
        var places = scratch[..near];
        if (near > left)
        {
            var sizes = remainders;
            var order = ArrayPool<(long Size, int Place)>.Shared.Rent(near);
            for (var i = 0; i < near; i++) order[i] = (-sizes[(int)places[i]], (int)places[i]);
            order.AsSpan(0, near).Sort();
            for (var i = 0; i < left; i++) parts[order[i].Place]++;
            ArrayPool<(long Size, int Place)>.Shared.Return(order);
            return;
        }

        foreach (var place in places) parts[(int)place]++;
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
