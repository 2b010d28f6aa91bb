namespace Cer.Operations.Dashboards.Files;

/// <summary>The annotations of a dashboard.</summary>
public sealed record AnnotationListFile(IReadOnlyList<AnnotationFile>? List);
