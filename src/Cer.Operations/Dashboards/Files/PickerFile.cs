using System.Text.Json.Serialization;

namespace Cer.Operations.Dashboards.Files;

/// <summary>What the choice of a span offers.</summary>
public sealed record PickerFile(
    [property: JsonPropertyName("refresh_intervals")] IReadOnlyList<string>? RefreshIntervals, bool? Hidden, string? NowDelay);
