using Cer.Domain;
using Cer.Settlement.Payments;
using NodaTime;

namespace Cer.Operations.Paying;

/// <summary>A month of the sale of energy: our estimate, and the two figures that others say.</summary>
/// <param name="Month">The month of energy.</param>
/// <param name="Estimate">Injection times zonal price.</param>
/// <param name="Advised">What GSE told; null without an entry.</param>
/// <param name="Received">What the bank received; null without an entry.</param>
public sealed record SaleMonth(YearMonth Month, SaleEstimate Estimate, Money? Advised, Money? Received)
{
    public Money? AdvisedLessEstimate => Advised - Estimate.Amount;

    public Money? ReceivedLessAdvised => Received - Advised;
}
