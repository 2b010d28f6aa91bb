using System.Text.Json.Serialization;

namespace Cer.Host.Workflows;

/// <summary>The section workflows of the settings.</summary>
internal sealed record FlowSettings
{
    /// <summary>Whether workflows may not send requests to this machine and to private networks; they may when left out.</summary>
    /// <remarks>What a town's workflows talk to usually stands in its own network; who lets others design sets it.</remarks>
    [JsonPropertyName("refuse_private_addresses")]
    public bool RefusePrivateAddresses { get; init; }

    /// <summary>How long finished runs are kept, in days; 400 when left out.</summary>
    [JsonPropertyName("keep_days")]
    public int? KeepDays { get; init; }
}
