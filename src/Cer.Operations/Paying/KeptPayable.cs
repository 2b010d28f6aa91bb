using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Paying;

/// <summary>Amounts that somebody approved, as they were then.</summary>
/// <param name="Month">The month of energy.</param>
/// <param name="Revision">From 1.</param>
/// <param name="Run">The run that they stand on.</param>
/// <param name="Mark">Hash of run and amounts.</param>
/// <param name="Approvers">How many people they need.</param>
/// <param name="Net">Sum of the net amounts.</param>
/// <param name="Approvals">Who approved them, and when.</param>
public sealed record KeptPayable(
    YearMonth Month, int Revision, long Run, string Mark, int Approvers, Money Net, IReadOnlyList<Approval> Approvals)
{
    public bool IsApproved => Approvals.Count >= Approvers;
}
