using Cer.Domain;

namespace Cer.Operations.Viewing;

/// <summary>What a day may be worth by the settlement's own functions; null is not known, and the reason says why.</summary>
/// <remarks>Provisional, always: a month is rounded once, and what GSE states is final.</remarks>
public sealed record EstimatedEuro(Money? Tip, Money? Cac, string? Reason)
{
    public Money? Total => Tip is { } tip && Cac is { } cac ? tip + cac : null;
}
