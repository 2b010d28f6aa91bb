namespace Cer.Operations.Paying;

/// <summary>Who says that an amount is so; what accrued is computed and never entered.</summary>
public enum Standing
{
    /// <summary>GSE, in a statement.</summary>
    Advised,

    /// <summary>The bank, or the treasurer of a public body.</summary>
    Received,
}
