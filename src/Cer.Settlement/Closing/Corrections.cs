using Cer.Domain;

namespace Cer.Settlement.Closing;

/// <summary>The difference between what a closed month has accounted and what the newest run over it gives.</summary>
/// <remarks>
/// Nothing closed is overwritten. An amount that was not known when the month closed has been accounted as nothing; one
/// that the newest run does not know corrects nothing until it is known.
/// </remarks>
public static class Corrections
{
    /// <summary>What is due still.</summary>
    /// <param name="closed">The amounts of the run that the month was closed with.</param>
    /// <param name="taken">The corrections that other months have taken since.</param>
    /// <param name="newest">The amounts of the newest run; who is not in it has nothing.</param>
    public static IReadOnlyList<Correction> Between(
        IReadOnlyDictionary<AmountOwner, KeptAmount> closed,
        IEnumerable<Correction> taken,
        IReadOnlyDictionary<AmountOwner, KeptAmount> newest)
    {
        var before = taken.ToLookup(line => line.Owner);
        var owners = closed.Keys.Concat(newest.Keys).Concat(before.Select(lines => lines.Key)).Distinct()
            .OrderBy(owner => owner.Kind).ThenBy(owner => owner.Id, CodePointOrder.Instance);
        return [.. owners.Select(Due).Where(line => !line.IsNothing)];

        Correction Due(AmountOwner owner)
        {
            var old = closed.GetValueOrDefault(owner);
            var now = newest.TryGetValue(owner, out var known) ? known : new(Money.Zero, Money.Zero, Money.Zero);
            return new(
                owner,
                Rest(now.Tip, old.Tip, before[owner].Select(line => line.Tip)),
                Rest(now.Cac, old.Cac, before[owner].Select(line => line.Cac)),
                Rest(now.Surplus, old.Surplus, before[owner].Select(line => line.Surplus)));
        }
    }

    private static Money Rest(Money? now, Money? old, IEnumerable<Money> taken) => now is { } known
        ? new(known.Cents - taken.Aggregate(old?.Cents ?? 0, (sum, line) => sum + line.Cents))
        : Money.Zero;
}
