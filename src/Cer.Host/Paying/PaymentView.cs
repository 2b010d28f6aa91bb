using Cer.Host.Viewing;
using Cer.Settlement.Payments;
using NodaTime.Text;

namespace Cer.Host.Paying;

/// <summary>What is expected of a payment day, in euro.</summary>
internal sealed record PaymentView(
    string Day,
    decimal BroughtForwardEur,
    decimal GrossEur,
    decimal FeesEur,
    decimal PaidEur,
    decimal CarriedEur,
    decimal FeesOpenEur,
    PaymentView.MovementView[] Movements)
{
    public static IReadOnlyList<CsvColumn<PaymentView>> Columns { get; } =
    [
        new("Giorno di pagamento", row => row.Day),
        new("Riporto precedente (EUR)", row => row.BroughtForwardEur),
        new("Lordo (EUR)", row => row.GrossEur),
        new("Oneri GSE con IVA (EUR)", row => row.FeesEur),
        new("Pagato (EUR)", row => row.PaidEur),
        new("Riportato (EUR)", row => row.CarriedEur),
        new("Oneri ancora da trattenere (EUR)", row => row.FeesOpenEur),
    ];

    public static PaymentView Of(Payment payment) => new(
        LocalDatePattern.Iso.Format(payment.Day),
        payment.BroughtForward.Eur,
        payment.Gross.Eur,
        payment.Fees.Eur,
        payment.Paid.Eur,
        payment.Carried.Eur,
        payment.FeesOpen.Eur,
        [.. payment.Movements.Select(movement => new MovementView(
            Word(movement.Kind),
            movement.Month.ToString(),
            movement.Amount.Eur,
            LocalDatePattern.Iso.Format(movement.Published)))]);

    private static string Word(MovementKind kind) => kind switch
    {
        MovementKind.AdvancePremium => "advance_tip",
        MovementKind.AdvanceCac => "advance_cac",
        MovementKind.BalancePremium => "balance_tip",
        MovementKind.BalanceCac => "balance_cac",
        _ => "surplus",
    };

    /// <summary>What falls due on the day, and for which month of energy.</summary>
    internal sealed record MovementView(string Kind, string Month, decimal Eur, string PublishedBy);
}
