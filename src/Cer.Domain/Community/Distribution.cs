namespace Cer.Domain.Community;

/// <summary>The regolamento's rule for sharing out the money of a month.</summary>
public sealed record Distribution(IReadOnlyList<DistributionStep> Steps, SurplusRule Surplus)
{
    /// <summary>Where money goes that no step could give to anybody.</summary>
    public const string Unassigned = "non-assegnato";
}
