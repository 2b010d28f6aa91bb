namespace Cer.Operations.Dashboards.Files;

/// <summary>The English words of a panel.</summary>
public sealed record SidePanel
{
    public static readonly SidePanel Empty = new();

    public string? Title { get; init; }
    public string? Description { get; init; }

    /// <summary>English names of columns and series by the Italian ones.</summary>
    public IReadOnlyDictionary<string, string>? Names { get; init; }

    /// <summary>English texts of value mappings by the Italian ones.</summary>
    public IReadOnlyDictionary<string, string>? Mappings { get; init; }

    /// <summary>Markdown of a text panel.</summary>
    public string? Text { get; init; }
}
