using Cer.Domain;
using Cer.Exchange.Gse;
using Cer.Operations.Ports;
using Cer.Operations.Reconciling;

namespace Cer.Operations.Tests.Reconciling;

/// <summary>What waits below the minimum in December comes with January's credit: across the year's end as within it.</summary>
public class DecemberTests
{
    // December promises 37.40 EUR, below 50; January's balance of 200 EUR brings 237.40.
    private static readonly MonthGround December = PlantedYear.GroundOf(DecemberStated);
    private static readonly MonthGround January = new()
    {
        Month = new(2026, 1),
        Balance = null,
        Advised = AdvisedMonth.Of([.. MonthStatement.Of(9,
        [
            new(2, new(2026, 1), StatementKind.Advance) { Unit = "UP-SCUOLA", Tip = 300m, Published = new(2026, 2, 25),
                Paid = new(2026, 3, 31) },
            new(3, new(2026, 1), StatementKind.Complete) { Unit = "UP-SCUOLA", Tip = 500m, Published = new(2026, 3, 25),
                Paid = new(2026, 5, 29) },
            new(4, new(2026, 1), StatementKind.Complete)
            {
                Charge = StatementCharge.AdvanceRecovered, Amount = -300m, Published = new(2026, 3, 25), Paid = new(2026, 5, 29),
            },
        ])]),
        Received = [new(new(300_00), new(2026, 3, 31)), new(new(237_40), new(2026, 5, 29))],
        Today = new(2027, 1, 1),
    };

    private static StatedMonth DecemberStated => new(12, new OtherHand(12).Compute())
    {
        More = file => file.Charge("Altro", 37.40m - file.Net),
        Kept = 37.40m,
    };

    [Fact]
    public void Both_months_have_got_what_was_promised_and_december_says_what_waited()
    {
        var months = Reconciliation.Of([December, January], ground => ground == December ? PlantedYear.MaterialOf(DecemberStated) : null);
        var late = Assert.Single(months[0].Differences);
        Assert.Equal((ReconciledItem.PaymentDay, CauseKind.MinimumPayout), (late.Key.Item, late.Causes[0].Kind));
        Assert.Contains(late.Causes[0].Facts, fact => fact is { Name: "waits", Value: 37.40m });
        Assert.Empty(months[1].Differences);
        var credit = Assert.Single(months[1].Rows, row => row.Key.Item == ReconciledItem.Received);
        Assert.Equal((500m, 500m), (credit.Advised!.Value, credit.Received!.Value));
    }

    [Theory, InlineData(2025, 1), InlineData(2026, 2)]
    public void Each_of_the_two_years_is_held_with_the_other_beside_it(int year, int held)
    {
        var ground = new ReconciliationYear(
            year,
            new Dictionary<MarketMonth, MonthGround> { [December.Month] = December, [January.Month] = January },
            new Dictionary<MarketMonth, MonthRow>(),
            null!);
        Assert.Equal((held, 1), (ground.States.Count, ground.Count));
        Assert.Equal(37.40m, ground.States[0].Waited);
        Assert.All(ground.States, state => Assert.Equal(0m, state.Gap));
    }

    [Fact]
    public void Without_january_december_waits_still()
    {
        var month = Assert.Single(Reconciliation.Of([December], _ => PlantedYear.MaterialOf(DecemberStated)));
        var row = Assert.Single(month.Differences);
        Assert.Equal((ReconciledItem.Received, CauseKind.MinimumPayout), (row.Key.Item, row.Causes[0].Kind));
        Assert.Equal(-37.40m, row.Difference);
    }
}
