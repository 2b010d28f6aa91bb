namespace Cer.Domain.Codes;

/// <summary>By what an amount is split among members.</summary>
public enum DistributionKey
{
    Equal,
    Injected,
    Withdrawn,
    SharedHourly,
    Power,
    Fixed,
}
