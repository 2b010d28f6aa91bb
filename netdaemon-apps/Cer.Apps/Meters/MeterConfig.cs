namespace Cer.Apps;

/// <summary>A counter of energy that Home Assistant knows, and whose energy it is.</summary>
public sealed class MeterConfig
{
    /// <summary>What sentences call it.</summary>
    public string? Name { get; set; }

    /// <summary>The point of delivery.</summary>
    public string? Pod { get; set; }

    /// <summary>The production unit, where the point has several.</summary>
    public string? Plant { get; set; }

    /// <summary>The entity of the counter: energy since it was new, not of today.</summary>
    public string? Counter { get; set; }

    /// <summary>Another counter of the same meter, for when the first does not answer.</summary>
    public string? Fallback { get; set; }

    /// <summary>An entity of the power; it tells that a counter that stands still is alive.</summary>
    public string? Power { get; set; }

    /// <summary>The counter's unit, when the entity does not tell it.</summary>
    public string? Unit { get; set; }

    /// <summary>More than this it cannot be, in kW; a leap beyond is not believed to be of one quarter of an hour.</summary>
    public double? MaxPowerKw { get; set; }
}
