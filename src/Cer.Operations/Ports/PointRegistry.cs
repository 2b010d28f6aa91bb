using Cer.Domain;

namespace Cer.Operations.Ports;

/// <summary>The points and devices of a community at a moment.</summary>
/// <param name="Community">The community.</param>
/// <param name="Units">Every point ever declared, with the ids of its units as declared last.</param>
/// <param name="Devices">Every device by its id.</param>
public sealed record PointRegistry(
    CommunityId Community,
    IReadOnlyDictionary<Pod, IReadOnlyList<string>> Units,
    IReadOnlyDictionary<string, Device> Devices)
{
    /// <summary>The EnergyCommunityID that messages must name, where they name one; null when none was declared.</summary>
    public string? Identifier { get; init; }

    /// <summary>The serials that devices named last, by device.</summary>
    public IReadOnlyDictionary<string, KnownSerial> Serials { get; init; } = new Dictionary<string, KnownSerial>();

    public bool Knows(Pod pod) => Units.ContainsKey(pod);
}
