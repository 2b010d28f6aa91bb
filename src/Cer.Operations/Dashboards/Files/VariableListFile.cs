namespace Cer.Operations.Dashboards.Files;

/// <summary>The variables of a dashboard.</summary>
public sealed record VariableListFile(IReadOnlyList<VariableFile>? List);
