using Cer.Operations.Homes.Mapping;

namespace Cer.Host.Homes.Mapping;

/// <summary>A meter as a person confirms it: which entities it is read by.</summary>
internal sealed record ConfirmedMeter(string Pod, string? Plant, MappedQuantity Quantity, MeterUse Use, string Name, string Counter)
{
    public string? Fallback { get; init; }

    public string? Power { get; init; }

    public string? Unit { get; init; }

    public double? MaxPowerKw { get; init; }

    public string Key => $"{Pod}/{Plant}/{Quantity}";
}
