namespace Cer.Operations.Reconciling;

/// <summary>What is compared between our settlement, GSE's statement and the bank.</summary>
public enum ReconciledItem
{
    /// <summary>Injection of a point, kWh.</summary>
    Injected,

    /// <summary>Withdrawal of a point, kWh.</summary>
    Withdrawn,

    /// <summary>E_ACV of a unit, kWh.</summary>
    Shared,

    /// <summary>E_ACI of a unit, kWh.</summary>
    Incentivised,

    /// <summary>Tariff of a unit, EUR.</summary>
    Tip,

    /// <summary>Contribution of a unit, EUR.</summary>
    Cac,

    /// <summary>The month's part of the surplus, EUR.</summary>
    Surplus,

    /// <summary>Advances that the settlement takes back, EUR, negative.</summary>
    AdvanceRecovered,

    /// <summary>GSE's fees, EUR with tax, negative.</summary>
    Fee,

    /// <summary>What the bank received of what was advised, EUR.</summary>
    Received,

    /// <summary>How many days after the payment day it came.</summary>
    PaymentDay,

    /// <summary>How many hours of a unit GSE states at another tariff than we have, of those that it states.</summary>
    TariffHours,
}
