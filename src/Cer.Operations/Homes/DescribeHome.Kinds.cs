using System.Text.Json.Nodes;
using Cer.Domain;
using NodaTime;
using NodaTime.Text;

namespace Cer.Operations.Homes;

// The kinds of entities.
public static partial class DescribeHome
{
    private static HomeEntity Power(string key, string name, decimal? value, JsonObject? attributes) => new(key, name)
    {
        DeviceClass = "power",
        Unit = Kilowatt,
        Sum = HomeSum.Measurement,
        Decimals = 2,
        IsLive = true,
        Value = Number(value),
        Attributes = attributes,
    };

    private static HomeEntity OfDay(string key, string name, Energy? value, JsonObject? attributes) => new(key, name)
    {
        DeviceClass = "energy",
        Unit = KilowattHour,
        Sum = HomeSum.TotalOfDay,
        Decimals = 1,
        Value = Number(value?.KilowattHours),
        Attributes = attributes,
    };

    private static HomeEntity Register(string key, Energy total)
    {
        var name = key.StartsWith(MeterTotal.Produced, StringComparison.Ordinal) ? "Contatore, energia prodotta"
            : key.StartsWith(MeterTotal.Injected, StringComparison.Ordinal) ? "Contatore, energia immessa"
            : "Contatore, energia prelevata";
        var unit = key[(key.IndexOf(RegisterWord, StringComparison.Ordinal) + RegisterWord.Length)..].TrimStart('_');
        return OfDay(key, unit.Length == 0 ? name : $"{name} (unità {unit})", total, null) with { Sum = HomeSum.Register };
    }

    private static HomeEntity OfMonth(string key, string name, Energy? value) =>
        OfDay(key, name, value, null) with { Sum = HomeSum.TotalOfMonth };

    private static HomeEntity Percent(string key, string name, decimal? value, JsonObject? attributes) => new(key, name)
    {
        Unit = "%",
        Sum = HomeSum.Measurement,
        Decimals = 0,
        Icon = "mdi:share-variant",
        Value = Number(value),
        Attributes = attributes,
    };

    private static HomeEntity Count(string key, string name, int? value, string icon) => new(key, name)
    {
        Sum = HomeSum.Measurement,
        IsDiagnostic = true,
        Icon = icon,
        Value = value is { } count ? JsonValue.Create(count) : null,
    };

    private static HomeEntity Problem(string key, string name, bool isWrong, JsonObject? attributes) => new(key, name)
    {
        Platform = HomePlatform.BinarySensor,
        DeviceClass = "problem",
        IsDiagnostic = true,
        Value = JsonValue.Create(isWrong ? "ON" : "OFF"),
        Attributes = attributes,
    };

    private static HomeEntity LastReading(Instant? until) => new("last_reading", "Ultima lettura")
    {
        DeviceClass = "timestamp",
        IsDiagnostic = true,
        Value = until is { } at ? JsonValue.Create(InstantPattern.General.Format(at)) : null,
    };
}
