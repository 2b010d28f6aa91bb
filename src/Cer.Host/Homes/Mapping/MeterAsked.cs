namespace Cer.Host.Homes.Mapping;

/// <summary>A meter as a page sends it.</summary>
internal sealed record MeterAsked(
    string? Key, string? Name, string? Use, string? Counter, string? Fallback, string? Power, string? Unit, double? MaxPowerKw);
