namespace Cer.Exchange.Gse;

/// <summary>A line of a statement that is no incentive: what GSE nets before it pays.</summary>
public enum StatementCharge
{
    /// <summary>Advances taken back when the month is settled.</summary>
    AdvanceRecovered,

    /// <summary>GSE's own invoice.</summary>
    Fee,

    /// <summary>Below the minimum: waits for the next payment.</summary>
    CarriedOver,

    Other,

    /// <summary>What is paid in the end.</summary>
    Net,
}
