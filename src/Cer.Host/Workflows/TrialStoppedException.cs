namespace Cer.Host.Workflows;

/// <summary>A trial that spent what it may: one sentence.</summary>
/// <remarks>A cancellation, so that no activity takes it for a fault of its own.</remarks>
internal sealed class TrialStoppedException(string sentence) : OperationCanceledException(sentence);
