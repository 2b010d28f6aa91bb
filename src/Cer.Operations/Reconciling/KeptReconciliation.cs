using NodaTime;

namespace Cer.Operations.Reconciling;

/// <summary>A month as it was held against GSE and the bank.</summary>
/// <param name="Month">The month of energy.</param>
/// <param name="Revision">From 1; 0 before it is kept.</param>
/// <param name="Agreement">Where it stands.</param>
/// <param name="Run">The run that it was settled by.</param>
/// <param name="PaymentDue">The day of its last payment.</param>
/// <param name="Content">Its rows as JSON: points by the store's numbers.</param>
/// <param name="At">When it was found so.</param>
public sealed record KeptReconciliation(
    YearMonth Month, int Revision, Agreement Agreement, long Run, LocalDate? PaymentDue, string Content, Instant At);
