using Cer.Domain;
using NodaTime;

namespace Cer.Operations.Reconciling;

/// <summary>A month held against GSE's statements and the bank.</summary>
/// <param name="Month">The month of energy.</param>
/// <param name="Agreement">Where it stands.</param>
/// <param name="Rows">Its items: the configuration first, then units, then points.</param>
/// <param name="PaymentDue">The day on which its last payment is due; null while nothing says.</param>
public sealed record ReconciledMonth(
    MarketMonth Month, Agreement Agreement, IReadOnlyList<ReconciledRow> Rows, LocalDate? PaymentDue)
{
    public IEnumerable<ReconciledRow> Differences => Rows.Where(row => row.Differs);
}
