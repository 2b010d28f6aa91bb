using Cer.Domain;
using NodaTime;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>What the platform knows of the devices, points and meters that a message speaks of.</summary>
public sealed record MeterKnowledge
{
    /// <summary>The registered devices, by their own name.</summary>
    public IReadOnlyDictionary<string, RegisteredDevice> Devices { get; init; } =
        new Dictionary<string, RegisteredDevice>();

    /// <summary>The community as its messages must name it, where they name one; null when it declared nothing.</summary>
    public string? Community { get; init; }

    /// <summary>The points that are known at all; only makes the reason of a quarantine clearer.</summary>
    public IReadOnlySet<Pod> Points { get; init; } = new HashSet<Pod>();

    /// <summary>The last totals of each meter, no later than <see cref="OpenMessage.Meters" /> asks.</summary>
    public IReadOnlyDictionary<MeterKey, MeterTotals> Totals { get; init; } = new Dictionary<MeterKey, MeterTotals>();

    /// <summary>Quarters that are known, of those that <see cref="OpenMessage.Fillings" /> asks for.</summary>
    public IReadOnlySet<MeterQuarter> Quarters { get; init; } = new HashSet<MeterQuarter>();

    /// <summary>The swaps of each meter, the earliest first.</summary>
    public IReadOnlyDictionary<MeterKey, IReadOnlyList<MeterSwap>> Swaps { get; init; } =
        new Dictionary<MeterKey, IReadOnlyList<MeterSwap>>();

    /// <summary>Whether a consent lets a reading of a point that starts at an instant be taken in.</summary>
    public Func<Pod, Instant, bool> MayBeTaken { get; init; } = (_, _) => true;

    /// <summary>Why a reading that starts at an instant cannot be kept any more; null when it can.</summary>
    public Func<Instant, string?> Gone { get; init; } = _ => null;
}
