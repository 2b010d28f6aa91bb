using Cer.Domain;
using Cer.Exchange.Gse;
using Cer.Operations.Paying.Payouts;
using Cer.Operations.Reconciling;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Cer.Operations.Tests.Reconciling;

/// <summary>Which promises of GSE a movement of the bank is.</summary>
public sealed class GuessPartsTests
{
    private static readonly LocalDate Day = new(2026, 6, 30);

    [Fact]
    public void One_promise_of_the_amount_is_the_guess_and_the_nearer_of_two()
    {
        Assert.Equal(
            ["2026-03 advance 120.00"], Guess(120_00, Promised(3, StatementKind.Advance, 120_00), Promised(1, StatementKind.Complete, 7)));
        Assert.Equal(
            ["2026-02 complete 120.00"],
            Guess(120_00, Promised(3, StatementKind.Advance, 120_00, Day.PlusDays(-9)), Promised(2, StatementKind.Complete, 120_00)));
    }

    [Fact]
    public void A_payment_of_several_months_is_told_apart()
    {
        // 37.40 waited below the minimum of 50 EUR and came with the next month; regulation 5, minimum payout.
        Assert.Equal(
            ["2026-01 complete 37.40", "2026-02 complete 212.61"],
            Guess(
                250_01,
                Promised(1, StatementKind.Complete, 37_40, Day.PlusDays(-31)),
                Promised(2, StatementKind.Complete, 212_61),
                Promised(4, StatementKind.Advance, 90_00)));
        Assert.Equal(
            ["2026-02 recalculation -30.00", "2026-04 advance 90.00"],
            Guess(60_00, Promised(2, StatementKind.Recalculation, -30_00), Promised(4, StatementKind.Advance, 90_00)));
    }

    [Fact]
    public void Nothing_is_guessed_that_could_be_two_things_or_comes_to_another_amount()
    {
        Assert.Empty(Guess(120_00, Promised(3, StatementKind.Advance, 120_00), Promised(2, StatementKind.Complete, 120_00)));
        Assert.Empty(Guess(119_99, Promised(3, StatementKind.Advance, 120_00)));
        Assert.Empty(Guess(120_00, Promised(3, StatementKind.Advance, 120_00, Day.PlusDays(16))));
        Assert.Empty(Guess(120_00, Promised(3, StatementKind.Advance, 120_00, Day.PlusDays(-101))));
        Assert.Empty(Guess(120_00));
    }

    [Fact]
    public void A_guess_comes_to_the_movement_to_the_cent()
    {
        var cases = from cents in Gen.Choose(-20_00, 60_00).Where(one => one != 0).ListOf()
                    from amount in Gen.Choose(-60_00, 90_00)
                    from taken in Gen.Choose(0, 5)
                    select (cents, amount, taken);
        Prop.ForAll(cases.ToArbitrary(), one =>
        {
            Promise[] open = [.. one.cents.Select((cents, i) => Promised((i % 12) + 1, StatementKind.Complete, cents))];
            // Half of the movements are a sum of promises.
            var asked = one.taken == 0 ? one.amount : open.Take(one.taken).Sum(promise => promise.Amount.Cents);
            var parts = GuessParts.Guess(Moved(asked), open);
            Assert.True(parts.Count == 0 || parts.Sum(part => part.Amount!.Value.Cents) == asked);
        }).QuickCheckThrowOnFailure();
    }

    private static Promise Promised(int month, StatementKind kind, long cents, LocalDate? day = null) =>
        new(new(2026, month), kind, day ?? Day, new(cents));

    private static KeptMovement Moved(long cents) => new(1, "estratto.xml", Day, new Money(cents), null, null, false);

    private static string[] Guess(long cents, params Promise[] open) =>
    [
        .. GuessParts.Guess(Moved(cents), open).Select(part => FormattableString.Invariant(
            $"{part.Month.Year}-{part.Month.Month:00} {part.Kind} {part.Amount!.Value.Eur:0.00}")),
    ];
}
