using System.Text.Json.Serialization;
using Cer.Domain;
using Cer.Domain.Metering;

namespace Cer.Host.Chain2;

/// <summary>A Chain2Gate that the server listens to.</summary>
/// <param name="Name">What log and sentences call it.</param>
/// <param name="Address">Its address: a host, with a port if it is not 81, or a whole ws:// address.</param>
/// <param name="Community">Code of the community.</param>
/// <param name="Device">The id of the device, as it writes it, such as c2g-0A1B2C3D4.</param>
/// <param name="PodCode">The point whose meter it reads.</param>
/// <param name="Meter">M1, the meter of exchange, or M2, that of production; M1 when left out.</param>
/// <param name="Unit">The production unit, where the point has several.</param>
internal sealed record Chain2GateSettings(
    [property: JsonPropertyName("name")] string? Name,
    [property: JsonPropertyName("address")] string? Address,
    [property: JsonPropertyName("community")] string? Community,
    [property: JsonPropertyName("device")] string? Device,
    [property: JsonPropertyName("pod")] string? PodCode,
    [property: JsonPropertyName("meter")] string? Meter = null,
    [property: JsonPropertyName("unit")] string? Unit = null)
{
    private const int UsualPort = 81;
    private const int LongestName = 64;

    [JsonIgnore]
    public Uri Socket => Parsed ?? throw new InvalidOperationException("Found no address, expected one that was looked at.");

    [JsonIgnore]
    public Pod Pod => Pod.Parse(PodCode!, null);

    [JsonIgnore]
    public MeterRole Role => Meter == "M2" ? MeterRole.Production : MeterRole.Exchange;

    private Uri? Parsed => Address is { Length: > 0 and <= 500 } text
        && Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : $"ws://{text}", UriKind.Absolute, out var found)
        && found.Scheme is "ws" or "wss" && found.Host.Length > 0 && found.UserInfo.Length == 0
            ? text.Contains("://", StringComparison.Ordinal) || !found.IsDefaultPort
                ? found
                : new UriBuilder(found) { Port = UsualPort }.Uri
            : null;

    /// <summary>What is wrong with the list; null when nothing is.</summary>
    public static string? ProblemOf(IReadOnlyList<Chain2GateSettings?> gates)
    {
        for (var i = 0; i < gates.Count; i++)
        {
            var where = $"chain2gates[{i + 1}]";
            if (gates[i] is not { } gate) return $"{where}: found nothing, expected an object.";
            if (gate.Problem is { } problem) return $"{where}.{problem}";
            if (gates.Take(i).Any(other => other!.Name == gate.Name)) return $"{where}.name: found it twice, expected another.";
            if (gates.Take(i).Any(other => (other!.Community, other.Device) == (gate.Community, gate.Device)))
                return $"{where}.device: found it twice, expected each device once.";
        }

        return null;
    }

    private string? Problem => this switch
    {
        { Name: not { Length: > 0 and <= LongestName } } => $"name: found none, expected 1 to {LongestName} characters.",
        { Parsed: null } => "address: found another form, expected a host such as 192.0.2.10, or ws://192.0.2.10:81.",
        { Community: not { Length: > 0 } } => "community: found none, expected the code of a community.",
        { Device: not { Length: > 0 and <= LongestName } } => $"device: found none, expected the id of the device, 1 to {LongestName} characters.",
        _ when !Pod.TryParse(PodCode, null, out _) => $"pod: found another form, expected {Pod.Form}.",
        { Meter: not (null or "M1" or "M2") } => "meter: found another word, expected M1 or M2.",
        { Unit: { Length: 0 or > LongestName } } => $"unit: found another length, expected 1 to {LongestName} characters.",
        _ => null,
    };
}
