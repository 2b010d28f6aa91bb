using Cer.Domain;
using Cer.Settlement.Closing;
using FsCheck;
using FsCheck.Fluent;

namespace Cer.Settlement.Tests;

/// <summary>What a closed month has accounted and its corrections give the newest run, to the cent.</summary>
public class CorrectionProperties
{
    private static Gen<Money?> Amount => Gen.Frequency(
        (5, Gen.Choose(-100_000, 100_000).Select(cents => (Money?)new Money(cents))), (1, Gen.Constant((Money?)null)));

    private static Gen<Dictionary<AmountOwner, KeptAmount>> Run =>
        from rows in (
            from kind in Gen.Choose(0, 2)
            from id in Gen.Choose(0, 3)
            from tip in Amount
            from cac in Amount
            from surplus in Amount
            select (Owner: new AmountOwner((AmountKind)kind, $"{id}"), Amount: new KeptAmount(tip, cac, surplus))).ArrayOf()
        select rows.DistinctBy(row => row.Owner).ToDictionary(row => row.Owner, row => row.Amount);

    [Fact]
    public void The_old_run_and_its_corrections_are_the_new_run() => Prop.ForAll(
        Run.Two().ToArbitrary(),
        runs => Sums(runs.Item1, [.. Corrections.Between(runs.Item1, [], runs.Item2)], runs.Item2)).QuickCheckThrowOnFailure();

    [Fact]
    public void However_often_a_month_is_corrected_everything_together_is_the_newest_run() => Prop.ForAll(
        Run.ArrayOf().Where(runs => runs.Length > 1).ToArbitrary(),
        runs =>
        {
            var taken = new List<Correction>();
            return runs.Skip(1).All(newest =>
            {
                taken.AddRange(Corrections.Between(runs[0], taken, newest));
                return Sums(runs[0], taken, newest);
            });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_equal_run_corrects_nothing() => Prop.ForAll(
        Run.ToArbitrary(), run => Corrections.Between(run, [], run).Count == 0).QuickCheckThrowOnFailure();

    [Fact]
    public void An_amount_that_became_known_after_the_closing_is_due_whole()
    {
        var owner = new AmountOwner(AmountKind.Member, "comune");
        var line = Assert.Single(Corrections.Between(
            new Dictionary<AmountOwner, KeptAmount> { [owner] = new(new(1000), null, Money.Zero) },
            [],
            new Dictionary<AmountOwner, KeptAmount> { [owner] = new(new(990), new(123), Money.Zero) }));

        Assert.Equal(new(owner, new(-10), new(123), Money.Zero), line);
    }

    /// <summary>Every amount that the newest run knows is the old one with what was taken; one it does not know was let be.</summary>
    private static bool Sums(
        Dictionary<AmountOwner, KeptAmount> old, List<Correction> taken, Dictionary<AmountOwner, KeptAmount> newest) =>
        old.Keys.Union(newest.Keys).All(owner =>
        {
            var (before, lines) = (old.GetValueOrDefault(owner), taken.Where(line => line.Owner == owner).ToArray());
            var now = newest.TryGetValue(owner, out var there) ? there : new(Money.Zero, Money.Zero, Money.Zero);
            return Is(now.Tip, before.Tip, lines.Sum(line => line.Tip.Cents))
                && Is(now.Cac, before.Cac, lines.Sum(line => line.Cac.Cents))
                && Is(now.Surplus, before.Surplus, lines.Sum(line => line.Surplus.Cents));
        });

    private static bool Is(Money? now, Money? before, long taken) =>
        now is not { } known || (before?.Cents ?? 0) + taken == known.Cents;
}
