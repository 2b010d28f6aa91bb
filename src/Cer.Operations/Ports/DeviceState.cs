using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>What is found of a device: whether it is silent, and since when it was not heard.</summary>
public readonly record struct DeviceState(string Device, Instant LastHeard, bool IsSilent);
