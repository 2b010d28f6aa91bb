using NodaTime;

namespace Cer.Operations.Ports;

/// <summary>What people have recorded that the intake of devices goes by: swaps of meters, and consents.</summary>
public sealed record IntakeGround(IReadOnlyList<KeptSwap> Swaps, ConsentBook Consents)
{
    /// <summary>From when on quarter hours are kept; all are when null.</summary>
    public Instant? KeptFrom { get; init; }
}
