namespace Cer.Workflows.Running;

/// <summary>What came of a task, and who said so.</summary>
/// <param name="Result">What the person or program answered.</param>
/// <param name="By">How acts of that one are signed; null when it is not known.</param>
public sealed record TaskResult(object? Result, string? By);
