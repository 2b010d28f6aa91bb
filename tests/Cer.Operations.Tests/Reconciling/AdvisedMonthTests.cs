using Cer.Domain;
using Cer.Exchange.Gse;
using Cer.Operations.Reconciling;
using NodaTime;

namespace Cer.Operations.Tests.Reconciling;

/// <summary>What the statements of a month come to, where each tells only what it changes.</summary>
public sealed class AdvisedMonthTests
{
    private static readonly MarketMonth March = new(2026, 3);

    // An advance of 90; tariff 100 and contribution 10 less that advance and a fee of 3; then the tariff alone, 110 and 120.
    private static readonly MonthStatement[] Statements =
    [
        Stated(1, StatementKind.Advance, 5, Line(StatementKind.Advance) with { Tip = 90m }),
        Stated(
            2, StatementKind.Complete, 6,
            Line(StatementKind.Complete) with { Tip = 100m, Cac = 10m },
            Line(StatementKind.Complete) with { Charge = StatementCharge.AdvanceRecovered, Amount = -90m },
            Line(StatementKind.Complete) with { Charge = StatementCharge.Fee, Amount = -3m }),
        Stated(3, StatementKind.Recalculation, 7, Line(StatementKind.Recalculation) with { Tip = 110m }),
        Stated(4, StatementKind.Recalculation, 8, Line(StatementKind.Recalculation) with { Tip = 120m }),
    ];

    [Fact]
    public void What_a_recalculation_leaves_out_stays_as_it_was_however_many_there_are()
    {
        var month = AdvisedMonth.Of(Statements);
        Assert.Equal([17m, 27m, 37m], month.Nets().Select(one => one.Eur));
        Assert.Equal((new Money(130_00), new Money(-3_00)), (month.Advised, month.Fees));
    }

    [Fact]
    public void The_promises_of_all_its_payments_come_to_what_is_due()
    {
        var promises = Promise.Of(March, Statements).ToArray();
        Assert.Equal(
            [(StatementKind.Advance, 90_00L), (StatementKind.Complete, 17_00L), (StatementKind.Recalculation, 20_00L)],
            promises.Select(one => (one.Kind, one.Amount.Cents)));
    }

    [Fact]
    public void A_month_with_an_advance_alone_has_its_figures()
    {
        var month = AdvisedMonth.Of(Statements[..1]);
        Assert.Equal((new Money(90_00), (Money?)null), (month.Advised, month.Fees));
        Assert.Empty(month.Nets());
    }

    private static StatementLine Line(StatementKind kind) => new(2, March, kind);

    private static MonthStatement Stated(long import, StatementKind kind, int published, params StatementLine[] lines) =>
        new(import, March, kind, [.. lines.Select(line => line with { Published = new LocalDate(2026, published, 10) })]);
}
