namespace Cer.Operations.Auditing;

/// <summary>What came of walking a chain.</summary>
/// <param name="Entries">How many entries were read.</param>
/// <param name="Head">The head that the database keeps; null of a community without entries.</param>
/// <param name="Break">The first link that does not hold; null when all do.</param>
public sealed record ChainReport(long Entries, ChainHead? Head, ChainBreak? Break);
