using Cer.Apps;
using Cer.Operations.Homes.Mapping;

namespace Cer.Host.Homes.Mapping;

/// <summary>Reads the settings of the collectors as they do themselves.</summary>
internal static class MappingMeters
{
    /// <summary>The sections that the setup page writes.</summary>
    public static IReadOnlyList<string> Sections { get; } =
    [
        typeof(InverterConfig).FullName!, typeof(StreetLightingConfig).FullName!, typeof(BuildingsConfig).FullName!,
        typeof(Chain2Config).FullName!,
    ];

    public static IReadOnlyList<(Meter Meter, MeterUse Use)> Of(IConfiguration settings) =>
    [
        .. Section<InverterConfig>(settings).Plants.Select(one => (Meter.Of(one, Quantity.Produced), MeterUse.Plant)),
        .. Section<StreetLightingConfig>(settings).Cabinets.Select(one => (Meter.Of(one, Quantity.Withdrawn), MeterUse.Lighting)),
        .. Section<BuildingsConfig>(settings).Buildings.SelectMany(one => one.Meters()).Select(one => (one, MeterUse.Building)),
        .. Section<Chain2Config>(settings).Meters.SelectMany(one => one.Meters()).Select(one => (one, MeterUse.Point)),
    ];

    /// <summary>As the setup page knows a quantity.</summary>
    public static MappedQuantity Of(Quantity quantity) => Enum.Parse<MappedQuantity>(quantity.ToString());

    public static Quantity Of(MappedQuantity quantity) => Enum.Parse<Quantity>(quantity.ToString());

    /// <summary>The meter as the collectors will have it.</summary>
    public static Meter Of(ConfirmedMeter one) => new(one.Name, one.Pod, one.Plant, Of(one.Quantity), one.Counter)
    {
        Fallback = one.Fallback,
        Power = one.Power,
        Unit = one.Unit,
        MaxPowerKw = one.MaxPowerKw,
    };

    private static T Section<T>(IConfiguration settings)
        where T : class, new() => settings.GetSection(typeof(T).FullName!).Get<T>() ?? new T();
}
