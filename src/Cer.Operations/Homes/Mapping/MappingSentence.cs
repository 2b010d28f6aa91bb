namespace Cer.Operations.Homes.Mapping;

/// <summary>A reason or a doubt in words.</summary>
/// <param name="Code">What never changes.</param>
/// <param name="Italian">As it is said to the people of the town.</param>
/// <param name="English">The same.</param>
public sealed record MappingSentence(string Code, string Italian, string English);
