using NodaTime;

namespace Cer.Operations.Paying;

/// <summary>How many different people approve the payments of a month.</summary>
/// <param name="Revision">0 while nobody said anything.</param>
/// <param name="Approvers">Two, or one where the regolamento says so.</param>
/// <param name="Reason">Where it says so.</param>
/// <param name="By">Who set it; null while nobody did.</param>
/// <param name="At">When.</param>
public sealed record ApprovalRule(int Revision, int Approvers, string? Reason, string? By, Instant? At)
{
    public static ApprovalRule Default { get; } = new(0, 2, null, null, null);
}
