using Cer.Domain.Codes;
using FsCheck;
using FsCheck.Fluent;

namespace Cer.Settlement.Tests;

/// <summary>What must hold for every community, whatever its numbers.</summary>
public class SettlementProperties
{
    private static readonly Gen<(int Injected, int Withdrawn)[]> Rows =
        Gen.Choose(0, 50_000).Two().Select(pair => (pair.Item1, pair.Item2)).ArrayOf(5);

    [Fact]
    public void The_units_parts_add_up_to_the_shared_energy_which_is_the_lesser_of_both_sides() => Check(rows =>
    {
        var month = Build(rows).Settle().Months[0];
        var injected = rows.Sum(row => (long)row.Injected);
        var withdrawn = rows.Sum(row => (long)row.Withdrawn);
        return month.Energies.Shared == Math.Min(injected, withdrawn) * 1000
            && month.Units.Sum(unit => unit.Shared) == month.Energies.Shared
            && month.Units.All(unit => unit.Incentivised <= unit.Shared && unit.Shared <= unit.Injected);
    });

    [Fact]
    public void The_members_parts_add_up_to_the_shared_energy() => Check(rows =>
    {
        var month = Build(rows).Settle().Months[0];
        return month.Members.Sum(member => member.Shared) == month.Energies.Shared;
    });

    [Fact]
    public void The_order_of_rows_and_members_changes_nothing() => Check(rows =>
    {
        var one = Build(rows).Settle();
        var other = Build(rows, reversed: true).Settle();
        return one.Totals == other.Totals
            && one.Months[0].Units.SequenceEqual(other.Months[0].Units)
            && one.Months[0].Members.SequenceEqual(other.Months[0].Members)
            && one.Paid[0].Members.SequenceEqual(other.Paid[0].Members)
            && one.Paid[0].Funds.SequenceEqual(other.Paid[0].Funds);
    });

    [Fact]
    public void Splitting_a_withdrawal_over_two_points_changes_no_energy_and_no_premium() => Check(rows =>
    {
        var whole = Build(rows).Member("x").Row("x", null, 7).Settle().Months[0];
        var split = Build(rows).Member("x").Member("y").Row("x", null, 3).Row("y", null, 4).Settle().Months[0];
        return whole.Energies == split.Energies && whole.Premium == split.Premium && whole.Cac == split.Cac;
    });

    [Fact]
    public void A_new_member_never_lowers_the_shared_energy() => Check(rows =>
    {
        var before = Build(rows).Settle().Months[0].Energies.Shared;
        return Build(rows).Member("x").Row("x", null, 7).Settle().Months[0].Energies.Shared >= before;
    });

    [Fact]
    public void Members_and_funds_add_up_to_the_units_amounts_to_the_cent() => Check(rows =>
    {
        var result = Build(rows).Settle();
        var paid = result.Paid[0];
        var amounts = paid.Members.Concat(paid.Funds.Select(fund => fund.Amount)).ToArray();
        return amounts.Sum(amount => amount.Premium.Cents + amount.Surplus.Cents) == result.Totals.Premium.Cents
            && amounts.Sum(amount => amount.Cac!.Value.Cents) == result.Totals.Cac!.Value.Cents;
    });

    [Fact]
    public void A_hole_makes_a_month_partial_and_never_a_zero() => Check(rows =>
    {
        var month = Build(rows).Member("x").Settle().Months[0];
        return month.Status == MonthStatus.Partial && month.Energies == Build(rows).Settle().Months[0].Energies;
    });

    private static void Check(Func<(int Injected, int Withdrawn)[], bool> holds) =>
        Prop.ForAll(Rows.ToArbitrary(), holds).QuickCheckThrowOnFailure();

    /// <summary>A community of as many prosumers as rows (Wh in one hour), with a grant on every second unit.</summary>
    private static Scenario Build((int Injected, int Withdrawn)[] rows, bool reversed = false)
    {
        string[] members = [.. rows.Select((_, i) => $"m{i}")];
        var scenario = new Scenario
        {
            Distribution = new(
                [
                    new("gestione", 10, null),
                    new(null, 45, new(members[..1], DistributionKey.Injected, new Dictionary<string, decimal>())),
                    new(null, null, new(members, DistributionKey.SharedHourly, new Dictionary<string, decimal>())),
                ],
                new(new(members, DistributionKey.Withdrawn, new Dictionary<string, decimal>()), "sociale")),
        };
        var order = Enumerable.Range(0, rows.Length);
        foreach (var i in reversed ? order.Reverse() : order)
        {
            scenario.Member(members[i], i == 0 ? MemberCategory.LocalAuthority : MemberCategory.NaturalPerson)
                .Unit($"U{i}", members[i], 20 + i, new(2024, 6, 1 + (i % 3)), grant: i % 2 == 0 ? 0 : 30)
                .Row(members[i], rows[i].Injected / 1000m, rows[i].Withdrawn / 1000m);
        }

        return scenario.Price(150).Confirm(7.78m).AllDayWithout(members);
    }
}
