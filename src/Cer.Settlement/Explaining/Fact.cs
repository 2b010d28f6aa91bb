namespace Cer.Settlement.Explaining;

/// <summary>A figure that a line of an explanation was computed from.</summary>
/// <param name="Name">What it is, as a code that people's words are found by.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Its unit; empty for a plain share.</param>
public sealed record Fact(string Name, decimal Value, string Unit);
