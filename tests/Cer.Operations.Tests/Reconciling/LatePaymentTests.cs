using Cer.Exchange.Gse;
using Cer.Operations.Reconciling;
using NodaTime;

namespace Cer.Operations.Tests.Reconciling;

/// <summary>A credit that came late and in full is no difference any more, and is still told.</summary>
public class LatePaymentTests
{
    private static readonly LocalDate Due = new(2026, 5, 29);

    [Fact]
    public void Not_come_yet_it_differs_by_all_of_it()
    {
        var row = Assert.Single(Of().Differences);
        Assert.Equal((ReconciledItem.Received, -500m), (row.Key.Item, row.Difference));
    }

    [Fact]
    public void In_part_it_differs_by_the_rest_and_the_day_is_not_told_yet()
    {
        var month = Of(new ReceivedAmount(new(400_00), Due.PlusDays(31)));
        Assert.Equal((ReconciledItem.Received, -100m), (Assert.Single(month.Differences).Key.Item, month.Differences.Single().Difference));
        Assert.DoesNotContain(month.Rows, row => row.Key.Item == ReconciledItem.PaymentDay);
    }

    [Fact]
    public void In_full_it_differs_in_nothing_and_says_how_late_it_came()
    {
        var month = Of(new(new(400_00), Due), new(new(100_00), Due.PlusDays(31)));
        Assert.Empty(month.Differences);
        Assert.Empty(Discrepancy.Of(month));
        var row = Assert.Single(month.Rows, row => row.Key.Item == ReconciledItem.PaymentDay);
        Assert.Equal((31m, CauseKind.LatePayment), (row.Difference, row.Cause!.Kind));
        Assert.Equal(["due 2026-05-29", "paid 2026-06-29"], row.Cause.Facts.Select(fact => $"{fact.Name} {fact.Unit}"));
    }

    [Theory, InlineData(0), InlineData(5)]
    public void Within_the_tolerance_there_is_nothing_to_tell(int days)
    {
        var row = Assert.Single(
            Of(new ReceivedAmount(new(500_00), Due.PlusDays(days))).Rows, row => row.Key.Item == ReconciledItem.PaymentDay);
        Assert.Equal((false, 0), (row.Differs, row.Causes.Count));
    }

    private static ReconciledMonth Of(params ReceivedAmount[] received) => Assert.Single(Reconciliation.Of(
        [
            new MonthGround
            {
                Month = new(2026, 1),
                Balance = null,
                Advised = AdvisedMonth.Of([new(1, new(2026, 1), StatementKind.Complete,
                [
                    new(2, new(2026, 1), StatementKind.Complete)
                    {
                        Unit = "UP-SCUOLA", Tip = 500m, Published = new(2026, 4, 25), Paid = Due,
                    },
                ])]),
                Received = received,
                Today = new(2026, 9, 1),
            },
        ],
        _ => null));
}
