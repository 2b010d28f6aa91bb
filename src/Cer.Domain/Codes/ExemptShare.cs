namespace Cer.Domain.Codes;

/// <summary>How much of the incentivised energy of an hour pertains to exempt withdrawals: regulation Q3.</summary>
public enum ExemptShare
{
    ProQuota,
    ExemptFirst,
}
