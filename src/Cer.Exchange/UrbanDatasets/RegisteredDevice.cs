using Cer.Domain;
using Cer.Domain.Metering;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>A registered user device: the point whose meter it reads, and the unit behind it if told.</summary>
/// <remarks>With a role, it reads that meter only: what it sends of another is kept apart.</remarks>
public sealed record RegisteredDevice(Pod Pod, string? Unit = null, MeterRole? Only = null)
{
    /// <summary>It is retired: what it still sends is kept apart.</summary>
    public bool IsRetired { get; init; }
}
