using System.Text.Json.Serialization;

namespace Cer.Apps;

/// <summary>The energy of a quarter of an hour, as it waits for the platform.</summary>
/// <param name="Pod">The point.</param>
/// <param name="Plant">The production unit, or none.</param>
/// <param name="Quantity">Which energy.</param>
/// <param name="Start">Seconds since 1970.</param>
/// <param name="Micro">Micro-kWh.</param>
/// <param name="IsEstimated">Whether it is an estimate.</param>
public sealed record EnergyRow(
    [property: JsonPropertyName("p")] string Pod,
    [property: JsonPropertyName("u"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Plant,
    [property: JsonPropertyName("q")] Quantity Quantity,
    [property: JsonPropertyName("s")] long Start,
    [property: JsonPropertyName("e")] long Micro,
    [property: JsonPropertyName("x")] bool IsEstimated);
