namespace Cer.Operations.Intake;

/// <summary>How much one sender may send: an account of the gateway, or a name at the broker.</summary>
/// <remarks>
/// Our own choices. A device sends 96 messages a day; what it kept through 61 days without a network is 5856 of them,
/// about 31 MiB, and passes at once. What flows in steadily is that of twenty thousand devices.
/// </remarks>
public sealed record SenderBounds
{
    public static readonly SenderBounds Default = new();

    /// <summary>Messages that may come at once.</summary>
    public int Messages { get; init; } = 12_000;

    /// <summary>And then so many each second.</summary>
    public int MessagesPerSecond { get; init; } = 20;

    /// <summary>Bytes that may come at once.</summary>
    public long Bytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>And then so many each second.</summary>
    public long BytesPerSecond { get; init; } = 256 * 1024;

    /// <summary>Messages of a day that are kept as evidence of what was refused, kept apart or warned of.</summary>
    public int EvidenceMessages { get; init; } = 20_000;

    /// <summary>Bytes of them.</summary>
    public long EvidenceBytes { get; init; } = 64L * 1024 * 1024;
}
