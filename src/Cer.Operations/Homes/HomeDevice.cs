namespace Cer.Operations.Homes;

/// <summary>A device in Home Assistant: the community, a plant of it, or a municipal building.</summary>
/// <param name="Id">Its identifier; it never changes.</param>
/// <param name="Name">What people read, until they rename it.</param>
/// <param name="Model">What it is.</param>
/// <param name="Through">The identifier of the device it belongs to; null for the community itself.</param>
/// <param name="Entities">What it says.</param>
public sealed record HomeDevice(
    string Id, string Name, string Model, string? Through, IReadOnlyList<HomeEntity> Entities)
{
    /// <summary>The moment from which sums of the day and of the month run, as ISO 8601 with an offset.</summary>
    public required string DayFrom { get; init; }

    public required string MonthFrom { get; init; }
}
