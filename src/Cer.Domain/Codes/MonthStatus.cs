namespace Cer.Domain.Codes;

/// <summary>How far a settled month can be trusted; the larger value prevails.</summary>
public enum MonthStatus
{
    Final,
    Provisional,
    Partial,
}
