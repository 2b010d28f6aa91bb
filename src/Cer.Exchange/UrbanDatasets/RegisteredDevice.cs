using Cer.Domain;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>A registered user device: the point whose meter it reads, and the unit behind it if told.</summary>
public sealed record RegisteredDevice(Pod Pod, string? Unit = null);
