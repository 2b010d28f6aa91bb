using Cer.Domain;

namespace Cer.Settlement.Closing;

/// <summary>What is due to an owner beyond what a closed month has accounted; negative when it was too much.</summary>
public sealed record Correction(AmountOwner Owner, Money Tip, Money Cac, Money Surplus)
{
    public bool IsNothing => (Tip, Cac, Surplus) == (Money.Zero, Money.Zero, Money.Zero);
}
