using System.Text.Json.Serialization;
using Cer.Domain.Metering;
using Cer.Exchange.Shelly;
using Cer.Operations.Intake.Counters;

namespace Cer.Host.Mqtt;

/// <summary>What a clamp of a Shelly measures, where it is not the first one of its device, or not the right way round.</summary>
/// <param name="Community">Code of the community.</param>
/// <param name="Device">The device, as it is registered.</param>
/// <param name="Component">The component, such as em1data:1.</param>
/// <param name="Meter">M1, at the exchange with the grid, or M2, at the generator; M1 when left out.</param>
/// <param name="Reversed">Whether the clamp is the wrong way round.</param>
internal sealed record ShellySettings(
    [property: JsonPropertyName("community")] string? Community,
    [property: JsonPropertyName("device")] string? Device,
    [property: JsonPropertyName("component")] string? Component,
    [property: JsonPropertyName("meter")] string? Meter = null,
    [property: JsonPropertyName("reversed")] bool? Reversed = null)
{
    [JsonIgnore]
    public CounterRule Rule => new(
        Community!, Device!, Component!, Meter == "M2" ? MeterRole.Production : MeterRole.Exchange, Reversed == true);

    private string? Problem => this switch
    {
        { Community: not { Length: > 0 } } => "community: found none, expected the code of a community.",
        { Device: not { Length: > 0 and <= 64 } } => "device: found none, expected the device as it is registered, 1 to 64 characters.",
        _ when Component is null || !ShellyReader.IsCounter(Component) =>
            "component: found another form, expected one such as em1data:0 or emdata:0.",
        { Meter: not (null or "M1" or "M2") } => "meter: found another word, expected M1 or M2.",
        { Meter: null } when !Component.EndsWith(":0", StringComparison.Ordinal) =>
            "meter: found none of a clamp that is not the first, expected M1 or M2, another one than the first clamp's.",
        _ => null,
    };

    /// <summary>What is wrong with the list; null when nothing is.</summary>
    public static string? ProblemOf(IReadOnlyList<ShellySettings?> shellies)
    {
        for (var i = 0; i < shellies.Count; i++)
        {
            var where = $"shellies[{i + 1}]";
            if (shellies[i] is not { } shelly) return $"{where}: found nothing, expected an object.";
            if (shelly.Problem is { } problem) return $"{where}.{problem}";
            if (shellies.Take(i).Any(other =>
                (other!.Community, other.Device, other.Component) == (shelly.Community, shelly.Device, shelly.Component)))
                return $"{where}.component: found it twice, expected each once.";
            if (shellies.Take(i).Any(other =>
                (other!.Community, other.Device, other.Rule.Meter) == (shelly.Community, shelly.Device, shelly.Rule.Meter)))
            {
                return $"{where}.meter: found a second clamp of the device for {shelly.Meter ?? "M1"}, expected another meter: "
                    + "two are not added up, and only the first would count.";
            }
        }

        return null;
    }
}
