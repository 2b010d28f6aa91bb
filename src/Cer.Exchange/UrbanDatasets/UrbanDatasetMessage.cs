using NodaTime;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>One UrbanDataset as it was sent: well-formed, but not yet believed.</summary>
public sealed record UrbanDatasetMessage
{
    /// <summary>specification.id.value, e.g. M1ElectricUserDevice-2.0.</summary>
    public required string DatasetId { get; init; }

    /// <summary>context.producer.id: the sending solution.</summary>
    public required string ProducerId { get; init; }

    /// <summary>The one offset that holds for every time in the message.</summary>
    public required Offset Offset { get; init; }

    /// <summary>context.timestamp: when the message was made.</summary>
    public required Instant GeneratedAt { get; init; }

    /// <summary>unitOfMeasure by property name, where the message defines one.</summary>
    public required IReadOnlyDictionary<string, string> Units { get; init; }

    public required IReadOnlyList<UrbanDatasetLine> Lines { get; init; }
}
