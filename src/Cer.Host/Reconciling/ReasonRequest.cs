namespace Cer.Host.Reconciling;

/// <summary>Why something is done.</summary>
internal sealed record ReasonRequest(string? Reason);
