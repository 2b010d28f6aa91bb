namespace Cer.Apps;

/// <summary>A building with one point: what it takes, and where it has a plant what it gives.</summary>
public sealed class BuildingConfig
{
    /// <summary>What sentences call it.</summary>
    public string? Name { get; set; }

    /// <summary>The point of delivery.</summary>
    public string? Pod { get; set; }

    /// <summary>The production unit, where the point has several.</summary>
    public string? Plant { get; set; }

    /// <summary>The counter of what it took from the grid.</summary>
    public string? Withdrawn { get; set; }

    /// <summary>The counter of what it gave to the grid.</summary>
    public string? Injected { get; set; }

    /// <summary>The counter of what its generator made.</summary>
    public string? Produced { get; set; }

    /// <summary>The power at the exchange with the grid.</summary>
    public string? Power { get; set; }

    /// <summary>The counters' unit, when the entities do not tell it.</summary>
    public string? Unit { get; set; }

    /// <summary>More than this it can neither take nor give, in kW.</summary>
    public double? MaxPowerKw { get; set; }

    /// <summary>The meters of the building.</summary>
    internal IEnumerable<Meter> Meters()
    {
        var common = new MeterConfig
        {
            Name = Name,
            Pod = Pod,
            Plant = Plant,
            Power = Power,
            Unit = Unit,
            MaxPowerKw = MaxPowerKw,
        };
        (string? Counter, Quantity Quantity)[] counters =
            [(Withdrawn, Quantity.Withdrawn), (Injected, Quantity.Injected), (Produced, Quantity.Produced)];
        // A building without any counter is one that somebody forgot to finish: its problem is told.
        return counters.Where(one => !string.IsNullOrWhiteSpace(one.Counter)).DefaultIfEmpty(counters[0])
            .Select(one => Meter.Of(common, one.Quantity, one.Counter) with
            {
                // The power at the exchange says nothing of a generator behind it.
                Power = one.Quantity == Quantity.Produced || string.IsNullOrWhiteSpace(Power) ? null : Power,
                Plant = one.Quantity == Quantity.Withdrawn || string.IsNullOrWhiteSpace(Plant) ? null : Plant,
            });
    }
}
