using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Rules;

namespace Cer.Settlement.Sharing;

/// <summary>Incentivised energy of an hour that pertains to withdrawals which the factor F does not touch.</summary>
/// <remarks>Source: Regole Operative p. 39; update of 16 July 2025, par. 2.2.2.1.2, for the priority of granted units.</remarks>
public static class ExemptPool
{
    /// <summary>Size of the pool, micro-kWh, rounded half away from zero: regulation Q3.</summary>
    public static long Size(ExemptShare share, long incentivised, long exemptWithdrawn, long withdrawn) => share switch
    {
        _ when withdrawn == 0 => 0,
        ExemptShare.ExemptFirst => Math.Min(incentivised, exemptWithdrawn),
        _ => (long)((((Int128)incentivised * exemptWithdrawn * 2) + withdrawn) / ((Int128)withdrawn * 2)),
    };

    /// <summary>Deals a pool to the units of an hour.</summary>
    /// <param name="rule">Whether granted units come first; otherwise all share in proportion.</param>
    /// <param name="pool">Micro-kWh to deal, at most the sum of the incentivised energies.</param>
    /// <param name="granted">Whether each unit has a capital grant; units by age.</param>
    /// <param name="incentivised">Micro-kWh of each unit.</param>
    /// <param name="idOrder">Places of the units by id, for equal remainders.</param>
    /// <param name="exempt">Receives the part of each unit.</param>
    public static void Deal(
        ExemptionRule rule,
        long pool,
        ReadOnlySpan<bool> granted,
        ReadOnlySpan<long> incentivised,
        ReadOnlySpan<int> idOrder,
        Span<long> exempt)
    {
        exempt[..incentivised.Length].Clear();
        if (pool == 0) return;
        if (rule.GrantedFirst)
        {
            var left = Serve(true, pool, granted, incentivised, exempt);
            Serve(false, left, granted, incentivised, exempt);
            return;
        }

        var weights = new long[incentivised.Length];
        var parts = new long[incentivised.Length];
        for (var i = 0; i < weights.Length; i++) weights[i] = incentivised[idOrder[i]];
        LargestRemainder.Split(pool, weights, parts);
        for (var i = 0; i < weights.Length; i++) exempt[idOrder[i]] = parts[i];
    }

    private static long Serve(
        bool whoHasGrant, long left, ReadOnlySpan<bool> granted, ReadOnlySpan<long> incentivised, Span<long> exempt)
    {
        for (var unit = 0; unit < incentivised.Length && left > 0; unit++)
        {
            if (granted[unit] != whoHasGrant) continue;
            exempt[unit] = Math.Min(left, incentivised[unit]);
            left -= exempt[unit];
        }

        return left;
    }
}
