using NodaTime;

namespace Cer.Operations.Hall;

/// <summary>The points of the municipality over the year up to yesterday.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="Price">The mean price of the zone; null for a community without plants, whose zone nothing says.</param>
/// <param name="Rows">The points, by name.</param>
public sealed record BuildingsPage(LocalDate From, LocalDate To, MeanPrice? Price, IReadOnlyList<BuildingRow> Rows);
