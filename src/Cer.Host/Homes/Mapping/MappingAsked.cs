namespace Cer.Host.Homes.Mapping;

/// <summary>What a page sends to be checked or confirmed.</summary>
internal sealed record MappingAsked(string? Fingerprint, IReadOnlyList<MeterAsked>? Meters);
