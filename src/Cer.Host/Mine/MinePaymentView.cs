using Cer.Operations.Mine;
using NodaTime;
using NodaTime.Text;

namespace Cer.Host.Mine;

/// <summary>A payment to the member, in euro.</summary>
internal sealed record MinePaymentView(
    string Day, decimal Eur, decimal RetainedEur, string State, string? BookedOn, string? ReturnedOn)
{
    public static MinePaymentView Of(MinePayment payment) => new(
        LocalDatePattern.Iso.Format(payment.Day),
        payment.Amount.Eur,
        payment.Retained.Eur,
        payment.Returned is not null ? "returned" : payment.Booked is not null ? "booked" : "sent",
        Word(payment.Booked),
        Word(payment.Returned));

    private static string? Word(LocalDate? day) => day is { } known ? LocalDatePattern.Iso.Format(known) : null;
}
