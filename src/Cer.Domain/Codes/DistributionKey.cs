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

    /// <summary>Another key times a weight that a person set for a member. Of the running product, not of files.</summary>
    Solidarity,

    /// <summary>A formula of the community's own. Of the running product, not of files.</summary>
    Custom,
}
