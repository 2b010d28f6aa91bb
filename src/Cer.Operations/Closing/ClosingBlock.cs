namespace Cer.Operations.Closing;

/// <summary>Something that keeps a month from being closed.</summary>
/// <param name="Kind">What.</param>
/// <param name="Count">How many, where that can be counted.</param>
public sealed record ClosingBlock(ClosingBlockKind Kind, long? Count = null);
