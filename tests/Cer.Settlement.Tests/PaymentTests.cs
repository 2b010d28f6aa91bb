using System.Globalization;
using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Domain.Community;
using Cer.Settlement.Payments;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Cer.Settlement.Tests;

/// <summary>What GSE is expected to pay, against plans worked by hand (tests/oracles/payments).</summary>
public class PaymentTests
{
    private const string Rate = "{id: cac, from: 2025-01-01, cac: {2025: {tras_e: 7.78, act: invented for a test}}}";

    private static readonly Gen<(int Day, int Cents)[]> Amounts = Gen.Choose(0, 5)
        .SelectMany(day => Gen.Choose(-9_000, 9_000).Select(cents => (day, cents))).ArrayOf(8);

    [Theory]
    [InlineData("magliano"), InlineData("one-plant"), InlineData("three-kw")]
    [InlineData("owed-back"), InlineData("partial"), InlineData("tiny-with-fee")]
    public void The_plan_of_a_year_is_the_one_worked_by_hand(string name)
    {
        var year = Year(name);
        var lines = PaymentPlan.Of(year.Movements(), year.Fees).Select(Line);
        Assert.Equal(Expected(name), lines);
    }

    [Fact]
    public void The_balance_of_the_Magliano_roofs_is_due_less_advanced()
    {
        var year = Year("magliano");
        Assert.Equal(new Money(6879_60), year.Months.Aggregate(Money.Zero, (sum, month) => sum + month.AdvancePremium));
        Assert.Equal(new Money(514_68), year.Months.Aggregate(Money.Zero, (sum, month) => sum + month.AdvanceCac!.Value));
        Assert.Equal(new Money(285_72), year.Months.Aggregate(Money.Zero, (sum, month) => sum + month.Balance!.Value));
        var june = year.Months[5].Movements().Where(movement => movement.Paid == new LocalDate(2026, 6, 30));
        Assert.Equal(
            [(MovementKind.BalancePremium, 226_70L), (MovementKind.BalanceCac, 17_11), (MovementKind.Surplus, 100_00)],
            june.Select(movement => (movement.Kind, movement.Amount.Cents)));
        Assert.All(june, movement => Assert.Equal(new LocalDate(2026, 5, 15), movement.Published));
        // O10: the four plants, net.
        Assert.Equal([15_00L, 35_00, 25_00, 15_00], year.Fees.Select(fee => fee.Fee.Net.Cents));
    }

    [Fact]
    public void A_contribution_that_no_act_confirms_is_not_foretold_and_not_zero()
    {
        var year = YearMoney.Of(2025, Roofs(20), Law.Base, new Dictionary<MarketMonth, SettledDue>());
        Assert.All(year.Months, month => Assert.Null(month.AdvanceCac));
        Assert.All(year.Movements(), movement => Assert.Equal(MovementKind.AdvancePremium, movement.Kind));
    }

    [Fact]
    public void Before_a_plant_is_in_service_nothing_is_foretold()
    {
        var community = Roofs(20);
        var late = community.Units[0] with { InService = new(2025, 10, 31), IncentiveFrom = new(2025, 11, 1) };
        community = community with { Units = [late] };
        var year = YearMoney.Of(2025, community, Law.With(Rate), new Dictionary<MarketMonth, SettledDue>());
        Assert.Equal([10, 11, 12], year.Months.Select(month => month.Month.Month));
        // In October it is in service and not yet in its right: the contribution alone is advanced.
        Assert.Equal([0L, 109_20, 109_20], year.Months.Select(month => month.AdvancePremium.Cents));
        Assert.All(year.Months, month => Assert.Equal(8_17, month.AdvanceCac!.Value.Cents));
        Assert.Equal(new LocalDate(2025, 12, 31), year.Fees.Single().From);
    }

    [Fact]
    public void What_is_paid_and_what_is_carried_add_up_to_what_fell_due_less_fees() => Prop.ForAll(
        Amounts.ToArbitrary(), Gen.Choose(0, 12_000).ToArbitrary(), (amounts, fee) =>
        {
            var plan = PaymentPlan.Of(Movements(amounts), [Charge(fee)]);
            var (paid, taken) = (plan.Sum(day => day.Paid.Cents), plan.Sum(day => day.Fees.Cents));
            return paid + plan[^1].Carried.Cents + taken == amounts.Sum(amount => (long)amount.Cents)
                && taken + plan[^1].FeesOpen.Cents == fee
                && plan.All(day => day.Paid.Cents is 0 or >= 5000 && day.Carried.Cents < 5000
                    && (day.BroughtForward + day.Gross - day.Fees) == (day.Paid + day.Carried));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_in_which_movements_are_given_changes_nothing() => Prop.ForAll(
        Amounts.ToArbitrary(), Gen.Choose(0, 12_000).ToArbitrary(), (amounts, fee) =>
            PaymentPlan.Of(Movements(amounts), [Charge(fee)]).Select(Line)
                .SequenceEqual(PaymentPlan.Of(Movements(amounts).Reverse(), [Charge(fee)]).Select(Line)))
        .QuickCheckThrowOnFailure();

    private static Movement[] Movements((int Day, int Cents)[] amounts) => [.. amounts.Select(amount => new Movement(
        MovementKind.AdvancePremium,
        new(2025, 1 + amount.Day),
        new(amount.Cents),
        new(2025, 2 + amount.Day, 25),
        new(2025, 3 + amount.Day, 28)))];

    private static FeeCharge Charge(int cents) => new(new(2025, "P", new(cents), Money.Zero), new(2025, 1, 1));

    private static YearMoney Year(string name) => name switch
    {
        "magliano" => Of([20, 40, 30, 15], month => month is >= 4 and <= 9 ? (900_00, 60_00) : (300_00, 20_00), MonthStatus.Final),
        "one-plant" => Of([105], null, MonthStatus.Final),
        "three-kw" => Of([3], null, MonthStatus.Final),
        "tiny-with-fee" => Of([3.01m], null, MonthStatus.Final),
        "owed-back" => Of([5], _ => (20_00, 1_50), MonthStatus.Final),
        _ => Of([5], month => month == 7 ? (40_00, 3_00) : (20_00, 1_50), MonthStatus.Partial),
    };

    private static YearMoney Of(decimal[] powers, Func<int, (long Premium, long Cac)>? due, MonthStatus status)
    {
        var community = Roofs(powers);
        var settled = new Dictionary<MarketMonth, SettledDue>();
        for (var month = 1; due is not null && month <= 12; month++)
        {
            // All of it on the first roof: how it lies on the units changes no sum.
            var (premium, cac) = due(month);
            settled[new(2025, month)] = new(
                new(2025, month),
                status,
                month == 6 && powers.Length > 1 ? new Money(100_00) : Money.Zero,
                community.Units.Select((unit, i) => (unit.Id, i)).ToDictionary(
                    pair => pair.Id,
                    pair => pair.i == 0 ? ((Money?)new Money(premium), (Money?)new Money(cac)) : (Money.Zero, Money.Zero)));
        }

        return YearMoney.Of(2025, community, Law.With(Rate), settled);
    }

    private static EnergyCommunity Roofs(params decimal[] powers) => new()
    {
        Name = "Magliano",
        Kind = ConfigurationKind.Cer,
        ConstitutedOn = new(2024, 3, 1),
        Members = [new("comune", "Comune", MemberCategory.LocalAuthority, false)],
        Pods = [.. powers.Select((_, i) => new PodMembership($"P{i}", "comune", Voltage.Low, new(2024, 3, 1), null))],
        Units = [.. powers.Select((power, i) => new ProductionUnit
        {
            Id = $"UP{i}",
            Plant = $"UP{i}",
            Pod = $"P{i}",
            Source = EnergySource.Photovoltaic,
            Zone = MarketZone.Cnor,
            Area = FcArea.Centro,
            PowerKw = power,
            InService = new(2024, 4, 10),
            Regime = TariffRegime.Tip,
            IncentiveFrom = new(2024, 5, 1),
        })],
    };

    private static string[] Expected(string name) =>
    [
        .. File.ReadAllLines(Path.Combine(DecisionTable.Root, "tests", "oracles", "payments", $"{name}.csv"))
            .Where(line => !line.StartsWith('#')).Skip(1),
    ];

    private static string Line(Payment payment) => string.Join(';', (string[])
    [
        NodaTime.Text.LocalDatePattern.Iso.Format(payment.Day), Text(payment.BroughtForward), Text(payment.Gross), Text(payment.Fees),
        Text(payment.Paid), Text(payment.Carried), Text(payment.FeesOpen),
    ]);

    private static string Text(Money money) => money.Eur.ToString("0.00", CultureInfo.InvariantCulture);
}
