namespace Cer.Operations.Dashboards.Files;

/// <summary>A variable of a dashboard.</summary>
public sealed record VariableFile
{
    public string? Type { get; init; }
    public string? Name { get; init; }
    public string? Label { get; init; }
    public string? Description { get; init; }
    public int? Hide { get; init; }
    public SourceFile? Datasource { get; init; }

    /// <summary>The statement of a query; the list of a custom variable or an interval; the value of a constant or a text.</summary>
    public string? Query { get; init; }
    public string? Definition { get; init; }
    public int? Refresh { get; init; }
    public int? Sort { get; init; }
    public string? Regex { get; init; }
    public bool? Multi { get; init; }
    public bool? IncludeAll { get; init; }
    public bool? AllowCustomValue { get; init; }
    public bool? SkipUrlSync { get; init; }
    public IReadOnlyList<ChoiceFile>? Options { get; init; }

    /// <summary>What is chosen at first: <c>value</c> is a text or a list of texts.</summary>
    public ChoiceFile? Current { get; init; }
}
