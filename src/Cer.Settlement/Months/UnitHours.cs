using Cer.Domain.Community;

namespace Cer.Settlement.Months;

/// <summary>A unit's month by hour: energies in micro-kWh, tariffs in EUR/MWh, premium in EUR.</summary>
public sealed class UnitHours(ProductionUnit unit, int hours)
{
    public ProductionUnit Unit { get; } = unit;

    /// <summary>Hours in service with its point in the configuration.</summary>
    public bool[] Active { get; } = new bool[hours];

    /// <summary>Whether the unit counts in the hour; a unit left out does not.</summary>
    public bool[] Counted { get; } = new bool[hours];

    /// <summary>Days of the right to its tariff, whether it is in the configuration or not.</summary>
    public bool[] InRight { get; } = new bool[hours];

    public long[] Injected { get; } = new long[hours];

    public long[] Shared { get; } = new long[hours];

    public long[] Incentivised { get; } = new long[hours];

    public long[] Exempt { get; } = new long[hours];

    /// <summary>What of the shared energy never left the building; empty outside a group (GAC) or its building.</summary>
    public long[] Split { get; set; } = [];

    /// <summary>Zonal price; null when it is missing.</summary>
    public decimal?[] Price { get; } = new decimal?[hours];

    /// <summary>Tariff before the factor F: 0 without right, null when the price is missing.</summary>
    public decimal?[] Tariff { get; } = new decimal?[hours];

    /// <summary>Premium of the hour; null when it is owed but its price is missing.</summary>
    public decimal?[] Premium { get; } = new decimal?[hours];
}
