using System.Text.Json.Serialization;
using NetDaemon.Client.HomeAssistant.Model;

namespace Cer.Apps;

/// <summary>Asks the recorder what counters showed at the end of each five minutes.</summary>
internal sealed record StatisticsCommand : CommandMessage
{
    [JsonPropertyName("start_time")]
    public required string Start { get; init; }

    [JsonPropertyName("end_time")]
    public required string End { get; init; }

    [JsonPropertyName("statistic_ids")]
    public required string[] Ids { get; init; }

    [JsonPropertyName("period")]
    public string Period { get; init; } = "5minute";

    [JsonPropertyName("types")]
    public string[] Types { get; init; } = ["state"];

    [JsonPropertyName("units")]
    public Dictionary<string, string> Units { get; init; } = new() { ["energy"] = "kWh" };
}
