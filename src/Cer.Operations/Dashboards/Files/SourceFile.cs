namespace Cer.Operations.Dashboards.Files;

/// <summary>The data source that a query is put to.</summary>
public sealed record SourceFile(string? Type, string? Uid);
