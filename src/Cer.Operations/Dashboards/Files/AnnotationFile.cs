namespace Cer.Operations.Dashboards.Files;

/// <summary>Marks over charts: a query that gives time, timeend, text and tags.</summary>
public sealed record AnnotationFile
{
    public string? Name { get; init; }
    public bool? Enable { get; init; }
    public bool? Hide { get; init; }
    public string? IconColor { get; init; }
    public SourceFile? Datasource { get; init; }
    public TargetFile? Target { get; init; }
}
