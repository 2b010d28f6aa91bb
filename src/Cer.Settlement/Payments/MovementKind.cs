namespace Cer.Settlement.Payments;

/// <summary>What a movement of the incentives' money is for.</summary>
public enum MovementKind
{
    /// <summary>A month's instalment of the tariff.</summary>
    AdvancePremium,

    /// <summary>A month's instalment of the contribution.</summary>
    AdvanceCac,

    /// <summary>The month's tariff, less its part of the surplus and less the instalment.</summary>
    BalancePremium,

    /// <summary>The month's contribution less the instalment.</summary>
    BalanceCac,

    /// <summary>The month's part of the year's surplus, which GSE pays under a heading of its own.</summary>
    Surplus,
}
