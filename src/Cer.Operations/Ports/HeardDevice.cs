using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>A device and when it was last heard: when the message came that brought its newest reading.</summary>
public sealed record HeardDevice(string Device, string Pod, Instant LastHeard);
