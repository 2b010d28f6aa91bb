namespace Cer.Host.Homes.Mapping;

/// <summary>All that the setup page shows.</summary>
/// <param name="State">off, away, refused or ready.</param>
/// <param name="Problem">What Home Assistant said, when it is not ready.</param>
internal sealed record MappingView(string State, string? Problem)
{
    /// <summary>Whether the collectors have a folder: without one nothing can be confirmed.</summary>
    public bool HasFolder { get; init; }

    /// <summary>Whether areas and devices are unknown.</summary>
    public bool Partial { get; init; }

    public string Fingerprint { get; init; } = "";

    public bool CanUndo { get; init; }

    /// <summary>Whether what is confirmed is another community's: it is not shown, and nothing is confirmed over it.</summary>
    public bool OfAnother { get; init; }

    /// <summary>Whether another server runs the collectors, on a folder of its own.</summary>
    public bool Elsewhere { get; init; }

    /// <summary>Files of somebody's own that name meters: they must go before this page can write.</summary>
    public IReadOnlyList<string> OtherFiles { get; init; } = [];

    /// <summary>What is wrong with the settings of the collectors.</summary>
    public string? Misfit { get; init; }

    /// <summary>Meters that are confirmed, of nothing that the community has now.</summary>
    public IReadOnlyList<string> Strays { get; init; } = [];

    public object? Decided { get; init; }

    public IReadOnlyList<MappingRow> Meters { get; init; } = [];

    public IReadOnlyList<MappingEntityRow> Entities { get; init; } = [];
}
