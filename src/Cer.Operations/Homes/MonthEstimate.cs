using Cer.Domain;

namespace Cer.Operations.Homes;

/// <summary>What the month that runs may be worth so far, by the settlement's own functions.</summary>
/// <param name="Tip">The tariff of the hours that have a price.</param>
/// <param name="Cac">The contribution; null while its rate is not confirmed.</param>
/// <param name="Unpriced">Hours of units that have no price yet, and are not in it.</param>
public sealed record MonthEstimate(Money Tip, Money? Cac, int Unpriced)
{
    /// <summary>The part that is known.</summary>
    public Money Known => Cac is { } cac ? Tip + cac : Tip;
}
