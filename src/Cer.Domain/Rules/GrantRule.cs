namespace Cer.Domain.Rules;

/// <summary>The reduction F for capital grants: MaxFactor at MaxPercent, in proportion below.</summary>
/// <remarks>Source: Regole Operative pp. 15-16, App. B par. 3.</remarks>
public sealed record GrantRule(decimal MaxPercent, decimal MaxFactor)
{
    /// <summary>1 - F for a grant intensity in per cent: the part of the tariff that is left.</summary>
    public Fraction Kept(decimal grantPercent) =>
        Fraction.One - (Fraction.From(MaxFactor) * Fraction.From(grantPercent) / Fraction.From(MaxPercent));
}
