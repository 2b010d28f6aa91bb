using Cer.Operations.Paying;
using NodaTime.Text;

namespace Cer.Host.Paying;

/// <summary>Amounts that were approved, and by whom.</summary>
internal sealed record KeptPayableView(
    int Revision, long Run, int Approvers, decimal NetEur, bool Approved, bool Current, KeptPayableView.By[] Approvals)
{
    public static KeptPayableView Of(KeptPayable payable, PayableDraft draft) => new(
        payable.Revision,
        payable.Run,
        payable.Approvers,
        payable.Net.Eur,
        payable.IsApproved,
        payable.Mark == draft.Mark,
        [.. payable.Approvals.Select(approval => new By(approval.Name, InstantPattern.General.Format(approval.At)))]);

    /// <summary>Who approved, and when.</summary>
    internal sealed record By(string Name, string At);
}
