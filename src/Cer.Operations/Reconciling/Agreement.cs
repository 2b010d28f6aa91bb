namespace Cer.Operations.Reconciling;

/// <summary>Where a month stands between our settlement, GSE's statement and the bank.</summary>
public enum Agreement
{
    /// <summary>It was not settled here.</summary>
    Open,

    /// <summary>Nothing differs, but a statement or a payment is still to come.</summary>
    Waiting,

    /// <summary>All three agree.</summary>
    Agrees,

    Differs,
}
