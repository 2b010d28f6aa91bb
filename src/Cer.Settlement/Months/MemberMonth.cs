using Cer.Domain.Community;

namespace Cer.Settlement.Months;

/// <summary>A member's energies of a month, in micro-kWh, and the power of its units on the last day, in kW.</summary>
public sealed record MemberMonth(Member Member, long Withdrawn, long Injected, long Shared, decimal PowerKw)
{
    /// <summary>How many points the member holds in the configuration in the month.</summary>
    public int Pods { get; init; }
}
