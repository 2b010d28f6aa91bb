namespace Cer.Operations.Submitting;

/// <summary>What authorities call the parts of a configuration, as far as somebody has said it.</summary>
public sealed record PlantCodes
{
    /// <summary>Short name of the configuration here.</summary>
    public required string Community { get; init; }

    /// <summary>The code under which GSE keeps it; null while it has given none.</summary>
    public string? Configuration { get; init; }

    /// <summary>CENSIMP by plant.</summary>
    public IReadOnlyDictionary<string, string> Censimp { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Code of the section by unit.</summary>
    public IReadOnlyDictionary<string, string> Section { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Degrees in WGS 84 by plant.</summary>
    public IReadOnlyDictionary<string, (decimal Latitude, decimal Longitude)> Places { get; init; } =
        new Dictionary<string, (decimal, decimal)>(StringComparer.Ordinal);

    /// <summary>The middle of the plants whose place is known; null when none is.</summary>
    public (decimal Latitude, decimal Longitude)? Middle => Places.Count == 0
        ? null
        : (Rounded(Places.Values.Average(place => place.Latitude)), Rounded(Places.Values.Average(place => place.Longitude)));

    private static decimal Rounded(decimal degrees) => decimal.Round(degrees, 5, MidpointRounding.AwayFromZero);
}
