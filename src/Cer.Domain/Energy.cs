using System.Globalization;
using System.Numerics;

namespace Cer.Domain;

/// <summary>An amount of electrical energy: a whole number of micro-kWh.</summary>
/// <remarks>Never negative: the property that holds it tells the direction. The default is zero.</remarks>
public readonly record struct Energy : IComparable<Energy>, IAdditionOperators<Energy, Energy, Energy>
{
    /// <summary>Micro-kWh in one kWh.</summary>
    public const long Micro = 1_000_000;

    private Energy(long microKilowattHours) => MicroKilowattHours = microKilowattHours;

    public static Energy Zero => default;

    public long MicroKilowattHours { get; }

    public decimal KilowattHours => MicroKilowattHours / (decimal)Micro;

    /// <exception cref="ArgumentOutOfRangeException">The amount is negative.</exception>
    public static Energy FromMicroKilowattHours(long amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        return new(amount);
    }

    /// <exception cref="ArgumentOutOfRangeException">The amount is negative, or finer than a micro-kWh.</exception>
    public static Energy FromKilowattHours(decimal amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        var micro = amount * Micro;
        return micro == decimal.Truncate(micro)
            ? new(decimal.ToInt64(micro))
            : throw new ArgumentOutOfRangeException(
                nameof(amount), $"Found {amount.ToString(CultureInfo.InvariantCulture)} kWh, expected at most six decimals.");
    }

    public static Energy operator +(Energy left, Energy right) =>
        new(left.MicroKilowattHours + right.MicroKilowattHours);

    public static bool operator <(Energy left, Energy right) => left.MicroKilowattHours < right.MicroKilowattHours;

    public static bool operator >(Energy left, Energy right) => left.MicroKilowattHours > right.MicroKilowattHours;

    public static bool operator <=(Energy left, Energy right) => left.MicroKilowattHours <= right.MicroKilowattHours;

    public static bool operator >=(Energy left, Energy right) => left.MicroKilowattHours >= right.MicroKilowattHours;

    public static Energy Add(Energy left, Energy right) => left + right;

    public int CompareTo(Energy other) => MicroKilowattHours.CompareTo(other.MicroKilowattHours);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{KilowattHours:0.000000} kWh");
}
