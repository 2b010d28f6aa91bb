namespace Cer.Operations.Dashboards.Files;

/// <summary>A link to other dashboards: to all with a tag, or to one.</summary>
public sealed record LinkFile
{
    public string? Title { get; init; }

    /// <summary><c>dashboards</c> by tags, or <c>link</c> to an address.</summary>
    public string? Type { get; init; }
    public IReadOnlyList<string>? Tags { get; init; }
    public bool? AsDropdown { get; init; }
    public bool? IncludeVars { get; init; }
    public bool? KeepTime { get; init; }
    public bool? TargetBlank { get; init; }
    public string? Icon { get; init; }
    public string? Tooltip { get; init; }
    public string? Url { get; init; }
    public string? Placement { get; init; }
}
