namespace Cer.Workflows.Definitions;

/// <summary>A text that is no workflow definition: what was found, and where.</summary>
public sealed class DefinitionException(string message) : Exception(message);
