namespace Cer.Operations.Reconciling;

/// <summary>A figure or a word that a cause stands on.</summary>
/// <param name="Name">What, as a word of the interface.</param>
/// <param name="Value">The figure; null for a word.</param>
/// <param name="Unit">Its unit; for a word, the word.</param>
public sealed record CauseFact(string Name, decimal? Value, string Unit);
