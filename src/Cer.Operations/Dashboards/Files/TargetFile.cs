namespace Cer.Operations.Dashboards.Files;

/// <summary>A query of a panel.</summary>
public sealed record TargetFile
{
    public string? RefId { get; init; }
    public SourceFile? Datasource { get; init; }

    /// <summary><c>time_series</c> or <c>table</c>.</summary>
    public string? Format { get; init; }
    public bool? RawQuery { get; init; }
    public string? EditorMode { get; init; }
    public string? RawSql { get; init; }
}
