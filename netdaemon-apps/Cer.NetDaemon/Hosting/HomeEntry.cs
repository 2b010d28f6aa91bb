namespace Cer.NetDaemon;

/// <summary>An entity with the device and the area that the registries name for it.</summary>
public sealed record HomeEntry(
    string Entity,
    string? Name = null,
    string? AreaId = null,
    string? Area = null,
    string? DeviceId = null,
    string? Device = null,
    string? Manufacturer = null,
    string? Model = null);
