using System.Numerics;

namespace Cer.Settlement.Sharing;

/// <summary>Energy shared inside one configuration, hour by hour, in micro-kWh.</summary>
public static class SharedEnergy
{
    /// <summary>Adds the hours of one point to the sum of all.</summary>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void AddTo(ReadOnlySpan<long> point, Span<long> sum)
    {
        if (point.Length != sum.Length) throw Differ(point.Length, sum.Length);
        var width = Vector<long>.Count;
        var hour = 0;
        for (; hour <= sum.Length - width; hour += width)
            (new Vector<long>(sum[hour..]) + new Vector<long>(point[hour..])).CopyTo(sum[hour..]);
        for (; hour < sum.Length; hour++) sum[hour] = checked(sum[hour] + point[hour]);
    }

    /// <summary>In each hour, the lesser of what the configuration injects and what it withdraws.</summary>
    /// <remarks>Source: D.Lgs. 199/2021, art. 2; TIAD, art. 1. Quarters are summed to the hour before.</remarks>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void PerHour(ReadOnlySpan<long> injected, ReadOnlySpan<long> withdrawn, Span<long> shared)
    {
        if (injected.Length != withdrawn.Length || injected.Length != shared.Length)
            throw Differ(injected.Length, withdrawn.Length);
        for (var hour = 0; hour < shared.Length; hour++) shared[hour] = Math.Min(injected[hour], withdrawn[hour]);
    }

    /// <summary>Lets the next unit in merit order take its part: at most what it injected, at most what is left.</summary>
    /// <remarks>Source: TIAD, art. 1; ARERA DCO 390/2022, 4.55-4.58: the oldest unit first.</remarks>
    public static void TakeInMeritOrder(ReadOnlySpan<long> injected, Span<long> left, Span<long> part)
    {
        if (injected.Length != left.Length || injected.Length != part.Length) throw Differ(injected.Length, left.Length);
        for (var hour = 0; hour < part.Length; hour++)
        {
            var taken = Math.Min(injected[hour], left[hour]);
            part[hour] = taken;
            left[hour] -= taken;
        }
    }

    private static ArgumentException Differ(int one, int other) =>
        new($"Found {one} and {other} hours, expected as many of each.");
}
