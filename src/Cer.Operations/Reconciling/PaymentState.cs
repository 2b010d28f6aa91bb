using Cer.Domain.Rules;
using Cer.Exchange.Gse;
using NodaTime;

namespace Cer.Operations.Reconciling;

/// <summary>What is due of a month's payments, and what came of it; what a later month's credit brought is put back here.</summary>
internal sealed class PaymentState
{
    private PaymentState(MonthGround ground)
    {
        Ground = ground;
        Payments = AdvisedPayment.Of(ground);
        Due = [.. Payments.Where(payment => payment.Day <= ground.Today)];
        Received = ground.Received.Sum(one => one.Amount.Eur);
        LastCredit = ground.Received.Count == 0 ? null : ground.Received.Max(one => one.Day);
    }

    public MonthGround Ground { get; }

    public IReadOnlyList<AdvisedPayment> Payments { get; }

    public IReadOnlyList<AdvisedPayment> Due { get; }

    public decimal Expected => Due.Sum(payment => payment.Eur);

    public decimal Received { get; private set; }

    public LocalDate? LastCredit { get; private set; }

    /// <summary>The amount that waited below the minimum; null when none did.</summary>
    public decimal? Waited { get; private set; }

    /// <summary>The least amount that is paid on the last payment day, euro.</summary>
    public decimal Minimum => PaymentTerms.On(Due.Count == 0 ? Ground.Today : Due.Max(payment => payment.Day)).Minimum.Eur;

    public LocalDate? LastDue => Due.Count == 0 ? null : Due.Max(payment => payment.Day);

    public decimal Gap => Received - Expected;

    /// <summary>Payments that are due and below the minimum, euro: they wait for the next day of payment.</summary>
    public IEnumerable<decimal> Small => Due.Select(payment => payment.Eur).Where(eur => eur > 0 && eur < Minimum).Distinct();

    /// <summary>The small payment that did not come, alone or beside fees that were taken; null when there is none such.</summary>
    private decimal? Waits => Taken.SelectMany(_ => Small, (fee, eur) => (fee, eur))
        .Where(one => Math.Abs(Gap + one.eur - one.fee) <= Ground.Tolerances.Eur).Select(one => (decimal?)one.eur).FirstOrDefault();

    /// <summary>What may have been taken out of its payments besides: nothing, or fees that no statement shows.</summary>
    private IEnumerable<decimal> Taken => Ground.Advised.Settled?.Charged(StatementCharge.Fee) is null
        ? MoneyRows.Fees(Ground).Select(fee => fee.Eur).Prepend(0m)
        : [0m];

    /// <summary>Whether the bank may still see it: the day has come, and not long ago.</summary>
    public bool IsFresh => LastDue is { } day && Ground.Today <= day.PlusDays(Ground.Tolerances.Days) && Gap < 0;

    /// <summary>The months' payments; a credit that brings what waited since earlier months is dealt to these.</summary>
    public static IReadOnlyList<PaymentState> Of(IEnumerable<MonthGround> grounds)
    {
        PaymentState[] states = [.. grounds.OrderBy(ground => ground.Month).Select(ground => new PaymentState(ground))];
        var waiting = new List<PaymentState>();
        foreach (var state in states.Where(state => state.Due.Count > 0).OrderBy(state => state.LastDue).ThenBy(state =>
            state.Ground.Month))
        {
            if (state.Waits is { } waits)
            {
                state.Waited = waits;
                waiting.Add(state);
                continue;
            }

            var sum = waiting.Sum(one => one.Waited!.Value);
            if (waiting.Count == 0 || !state.Taken.Any(fee => Math.Abs(state.Gap - sum - fee) <= state.Ground.Tolerances.Eur)) continue;
            foreach (var one in waiting)
            {
                state.Received -= one.Waited!.Value;
                one.Received += one.Waited!.Value;
                one.LastCredit = state.LastCredit;
            }

            waiting.Clear();
        }

        return states;
    }
}
