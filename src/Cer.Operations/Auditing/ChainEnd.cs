namespace Cer.Operations.Auditing;

/// <summary>What stands beside the entries of a chain.</summary>
/// <param name="Head">The head that is kept; null when there is none.</param>
/// <param name="Stray">The lowest number that a table names and that no entry has; null when there is none.</param>
public sealed record ChainEnd(ChainHead? Head, long? Stray);
