namespace Cer.Exchange.Gse;

/// <summary>What a column of a statement of GSE tells: the fields of our own statement.</summary>
/// <remarks>Source: regulation 8.1. GSE publishes no layout of its export: a profile says which column is which field.</remarks>
public enum StatementField
{
    /// <summary>Which configuration: the code of GSE.</summary>
    Configuration,

    /// <summary>The month of energy.</summary>
    Month,

    /// <summary>Advance, partial, complete, recalculation.</summary>
    Kind,

    /// <summary>Production unit (UP).</summary>
    Unit,

    /// <summary>The plant's code in GAUDI.</summary>
    Censimp,

    /// <summary>Point of delivery.</summary>
    Pod,

    /// <summary>The day of an hourly line.</summary>
    Day,

    /// <summary>The hour of the day, counted from 1 to 25.</summary>
    Hour,

    /// <summary>E_imm.</summary>
    Injected,

    /// <summary>E_prel.</summary>
    Withdrawn,

    /// <summary>E_ACV.</summary>
    Shared,

    /// <summary>E_ACI.</summary>
    Incentivised,

    /// <summary>TIP, EUR/MWh.</summary>
    Tariff,

    /// <summary>C_ACI, EUR.</summary>
    Tip,

    /// <summary>CAC, EUR.</summary>
    Cac,

    /// <summary>The part above the threshold, EUR.</summary>
    Surplus,

    /// <summary>Which line of the invoice or of the netting it is.</summary>
    Charge,

    /// <summary>Its amount, EUR; negative when GSE takes it.</summary>
    Amount,

    /// <summary>Whether a point's hours were validated or profiled.</summary>
    Treatment,

    /// <summary>The day of publication.</summary>
    Published,

    /// <summary>The day of payment.</summary>
    Paid,
}
