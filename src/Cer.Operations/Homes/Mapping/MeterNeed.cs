namespace Cer.Operations.Homes.Mapping;

/// <summary>An energy of a point or a plant that the community needs a counter for.</summary>
/// <param name="Pod">The point.</param>
/// <param name="Plant">The production unit, where the point has several.</param>
/// <param name="Quantity">Which energy.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Use">What it is for.</param>
public sealed record MeterNeed(string Pod, string? Plant, MappedQuantity Quantity, string Name, MeterUse Use)
{
    /// <summary>Words by which an entity of its place is known: of the plant, of the holder, of who confirmed it before.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The devices that are registered at the point, as they write themselves.</summary>
    public IReadOnlyList<string> Devices { get; init; } = [];

    /// <summary>The plant's power; null for a point.</summary>
    public decimal? PowerKw { get; init; }

    /// <summary>The counter that somebody confirmed before.</summary>
    public string? Confirmed { get; init; }

    /// <summary>As the collectors keep its state by.</summary>
    public string Key => $"{Pod}/{Plant}/{Quantity}";
}
