namespace Cer.Exchange.Submissions;

/// <summary>A month of a configuration as it is told outside: the one model that every form and layout is written from.</summary>
/// <remarks>Fields: regulation 8.1 to 8.3. Rows of hours are asked for more than once, in the same order each time.</remarks>
public sealed record EnergyPackage
{
    public required PackageHeader Header { get; init; }

    /// <summary>By age, then by id.</summary>
    public required IReadOnlyList<PackageUnit> Units { get; init; }

    /// <summary>By code, then by first day.</summary>
    public required IReadOnlyList<PackagePoint> Points { get; init; }

    /// <summary>By point, unit and start.</summary>
    public required IEnumerable<PackageHour> Hours { get; init; }

    /// <summary>By start and unit.</summary>
    public required IEnumerable<PackageShare> Shares { get; init; }
}
