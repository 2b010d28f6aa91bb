using System.Text.Json.Serialization;

namespace Cer.Host.Readings;

/// <summary>What was done with a list of readings.</summary>
internal sealed record ReadingsReply(
    [property: JsonPropertyName("ingest")] long Ingest,
    [property: JsonPropertyName("added")] int Added,
    [property: JsonPropertyName("unchanged")] int Unchanged,
    [property: JsonPropertyName("corrected")] int Corrected,
    [property: JsonPropertyName("kept_apart")] int Apart);
