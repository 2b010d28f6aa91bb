using System.Numerics;
using Cer.Domain;

namespace Cer.Settlement.Payments;

/// <summary>What the energy of a month is worth at the zonal price: an estimate, GSE's statement is another thing.</summary>
/// <remarks>Source: Regole Operative pp. 42-43. Minimum guaranteed prices, imbalance and intraday amounts are not in it.</remarks>
/// <param name="Amount">Sum of injection times price over the hours that are known, rounded once; null when none is.</param>
/// <param name="Injected">Micro-kWh of the same hours.</param>
/// <param name="Hours">How many unit-hours were expected.</param>
/// <param name="Missing">Those without reading or price.</param>
public sealed record SaleEstimate(Money? Amount, long Injected, int Hours, IReadOnlyList<SaleHour> Missing)
{
    /// <summary>The order in which hours are given changes nothing.</summary>
    public static SaleEstimate Of(IReadOnlyCollection<SaleHour> hours)
    {
        var (sum, injected, known) = (0m, 0L, 0);
        foreach (var hour in hours)
        {
            if (hour is not { Injected: { } energy, Price: { } price }) continue;
            sum += energy * price;
            injected += energy;
            known++;
        }

        Money? amount = known == 0 ? null : Money.Round(Fraction.From(sum) / new Fraction(new BigInteger(1_000_000_000)));
        return new(amount, injected, hours.Count, [.. hours.Where(hour => !hour.IsKnown)]);
    }
}
