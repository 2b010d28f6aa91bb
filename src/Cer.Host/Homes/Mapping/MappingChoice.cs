namespace Cer.Host.Homes.Mapping;

/// <summary>By which entities a meter is read.</summary>
internal sealed record MappingChoice(string Counter, string? Fallback, string? Power, string? Unit, double? MaxPowerKw);
