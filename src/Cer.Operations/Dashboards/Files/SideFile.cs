namespace Cer.Operations.Dashboards.Files;

/// <summary>The English words of a dashboard, beside its Italian file.</summary>
public sealed record SideFile
{
    public static readonly SideFile Empty = new();

    public string? Title { get; init; }
    public string? Description { get; init; }

    /// <summary>By the number of the panel.</summary>
    public IReadOnlyDictionary<string, SidePanel>? Panels { get; init; }

    /// <summary>Labels of variables by name.</summary>
    public IReadOnlyDictionary<string, string>? Variables { get; init; }

    /// <summary>Names of annotations, and texts that they show, each by the Italian one.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    public SidePanel Panel(int id) =>
        Panels?.GetValueOrDefault(id.ToString(System.Globalization.CultureInfo.InvariantCulture)) ?? SidePanel.Empty;
}
