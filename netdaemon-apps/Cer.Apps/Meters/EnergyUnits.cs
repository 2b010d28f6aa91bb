using System.Globalization;
using System.Text.Json;
using Cer.Domain;
using NetDaemon.HassModel.Entities;

namespace Cer.Apps;

/// <summary>Reads what an entity shows: energy and power, in whatever unit it says.</summary>
public static class EnergyUnits
{
    private const decimal MostMicro = 1e16m;

    /// <summary>Micro-kWh in one of the unit; null for another word.</summary>
    public static decimal? MicroOf(string? unit) => unit switch
    {
        "Wh" => 1e3m,
        "kWh" => 1e6m,
        "MWh" => 1e9m,
        "GWh" => 1e12m,
        _ => null,
    };

    /// <summary>The energy that a state shows; null when it shows none: unknown, unavailable, no number, no unit.</summary>
    public static Energy? EnergyOf(EntityState? state, string? usual)
    {
        if (Number(state) is not { } number || number < 0) return null;
        if (MicroOf(Attribute(state!, "unit_of_measurement") ?? usual) is not { } factor) return null;
        if (number > MostMicro / factor) return null;
        return Energy.FromMicroKilowattHours((long)decimal.Round(number * factor));
    }

    /// <summary>The power that a state shows, in W.</summary>
    public static decimal? PowerOf(EntityState? state) => Number(state) is not { } number
        ? null
        : Attribute(state!, "unit_of_measurement") switch
        {
            "W" => number,
            "kW" => number * 1000,
            "MW" => number * 1_000_000,
            _ => null,
        };

    // More than any counter shows; twice it still fits.
    private static decimal? Number(EntityState? state) =>
        decimal.TryParse(state?.State, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && number is > -1e15m and < 1e15m
            ? number
            : null;

    private static string? Attribute(EntityState state, string name) =>
        state.AttributesJson is { ValueKind: JsonValueKind.Object } attributes
        && attributes.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
