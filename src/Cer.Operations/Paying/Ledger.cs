namespace Cer.Operations.Paying;

/// <summary>The two ledgers that are never added to one another.</summary>
public enum Ledger
{
    /// <summary>Tariff, contribution, surplus, and GSE's fees for them.</summary>
    Incentives,

    /// <summary>Energy that GSE buys (RID).</summary>
    Sale,
}
