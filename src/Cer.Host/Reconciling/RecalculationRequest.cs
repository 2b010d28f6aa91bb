namespace Cer.Host.Reconciling;

/// <summary>Takes a recalculation as it was shown.</summary>
/// <param name="Mark">That of the proposal.</param>
/// <param name="Reason">Why.</param>
internal sealed record RecalculationRequest(string? Mark, string? Reason);
