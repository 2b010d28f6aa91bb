namespace Cer.Host.Devices;

/// <summary>What a person asks of a device: to enrol it, or, with a reason, something else.</summary>
internal sealed record DeviceRequest(string? Id, int? Point, string? Meter, string? Unit, string? Reason);
