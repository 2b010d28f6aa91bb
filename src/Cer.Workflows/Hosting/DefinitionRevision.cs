namespace Cer.Workflows.Hosting;

/// <summary>What somebody had before them when they changed a definition.</summary>
/// <param name="Version">The version.</param>
/// <param name="Revision">How often the definition had been saved, all versions together.</param>
public readonly record struct DefinitionRevision(int Version, int Revision);
