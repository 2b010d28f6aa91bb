using Cer.Domain;

namespace Cer.Settlement.Distributing;

/// <summary>What a member or a fund is dealt of a month; the CAC part, and so the total, may be unknown.</summary>
public sealed record DealtAmount(Money Premium, Money? Cac, Money Surplus)
{
    public Money? Total => Cac is { } cac ? Premium + cac + Surplus : null;
}
