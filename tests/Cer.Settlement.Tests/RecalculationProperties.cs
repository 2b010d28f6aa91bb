using Cer.Domain;
using Cer.Settlement.Closing;
using Cer.Settlement.Distributing;
using FsCheck;
using FsCheck.Fluent;

namespace Cer.Settlement.Tests;

/// <summary>What a recalculation moves is dealt to the cent, by any rule, and never depends on how many there were.</summary>
public class RecalculationProperties
{
    private static readonly Gen<MonthSums> Sums =
        from tip in Gen.Choose(-500_000, 500_000)
        from cac in Gen.Choose(-50_000, 50_000)
        from surplus in Gen.Choose(-50_000, 50_000)
        select new MonthSums(new(tip), new(cac), new(surplus));

    private static readonly Gen<(RegolamentoProperties.Case Of, MonthSums Closed, MonthSums First, MonthSums Second)> Cases =
        from one in RegolamentoProperties.Cases
        from closed in Sums
        from first in Sums
        from second in Sums
        select (one, closed, first, second);

    [Fact]
    public void The_parts_are_the_difference_to_the_cent_in_every_item() => Prop.ForAll(
        Cases.ToArbitrary(),
        one => Sum(Parts(one.Of, one.Closed, one.First)) == one.First - one.Closed).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_recalculations_give_everybody_what_the_last_alone_would_have_given() => Prop.ForAll(
        Cases.ToArbitrary(),
        one => Owned([.. Parts(one.Of, one.Closed, one.First), .. Parts(one.Of, one.First, one.Second)])
            .SequenceEqual(Owned(Parts(one.Of, one.Closed, one.Second)))).QuickCheckThrowOnFailure();

    [Fact]
    public void Closed_and_the_parts_are_what_the_rule_gives_of_the_new_sums() => Prop.ForAll(
        Cases.ToArbitrary(),
        one =>
        {
            var month = KeyOracleTests.MonthOf(one.Of.Members);
            var (was, now) = (Paid(one.Closed), Paid(one.First));
            var parts = Parts(one.Of, one.Closed, one.First).Where(part => part.Owner.Kind == AmountKind.Member)
                .ToDictionary(part => part.Owner.Id, part => part.Tip + part.Cac + part.Surplus);
            return Enumerable.Range(0, one.Of.Members.Length).All(place =>
                was.Members[place].Total!.Value + parts.GetValueOrDefault(one.Of.Members[place].Member.Id) == now.Members[place].Total);

            PaidMonth Paid(MonthSums sums) =>
                MonthDistribution.Deal(one.Of.Distribution, month, sums.Tip, sums.Cac, sums.Surplus);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Equal_sums_move_nothing() => Prop.ForAll(
        Cases.ToArbitrary(), one => Parts(one.Of, one.First, one.First).Count == 0).QuickCheckThrowOnFailure();

    private static IReadOnlyList<Correction> Parts(RegolamentoProperties.Case one, MonthSums before, MonthSums after) =>
        Recalculations.Parts(one.Distribution, KeyOracleTests.MonthOf(one.Members), before, after);

    private static MonthSums Sum(IEnumerable<Correction> parts) => parts.Aggregate(
        default(MonthSums), (sum, part) => new(sum.Tip + part.Tip + part.Surplus, sum.Cac + part.Cac, sum.Surplus + part.Surplus));

    private static IEnumerable<Correction> Owned(IEnumerable<Correction> parts) => parts.GroupBy(part => part.Owner)
        .Select(own => own.Aggregate(
            new Correction(own.Key, Money.Zero, Money.Zero, Money.Zero),
            (sum, part) => new(own.Key, sum.Tip + part.Tip, sum.Cac + part.Cac, sum.Surplus + part.Surplus)))
        .Where(part => !part.IsNothing).OrderBy(part => part.Owner.Kind).ThenBy(part => part.Owner.Id, StringComparer.Ordinal);
}
