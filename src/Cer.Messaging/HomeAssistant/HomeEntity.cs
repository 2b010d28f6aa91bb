using System.Text.Json;
using NodaTime;

namespace Cer.Messaging.HomeAssistant;

/// <summary>An entity, as it is at one time.</summary>
/// <param name="Id">As <c>sensor.energy</c>.</param>
/// <param name="State">In Core's words: a number with a point, <c>unknown</c>, <c>unavailable</c>, …</param>
/// <param name="Attributes">Unit, device class, state class, name and what the integration adds.</param>
/// <param name="LastChanged">When the state became this one.</param>
/// <param name="LastUpdated">When the state or an attribute became this one.</param>
public sealed record HomeEntity(string Id, string State, JsonElement Attributes, Instant? LastChanged, Instant? LastUpdated)
{
    /// <summary>Whether it says nothing: it is not there, or has not spoken since Core started.</summary>
    public bool IsSilent => State is "unknown" or "unavailable";

    public string? Unit => HomeJson.Text(Attributes, "unit_of_measurement");

    public string? DeviceClass => HomeJson.Text(Attributes, "device_class");

    public string? StateClass => HomeJson.Text(Attributes, "state_class");

    public string? Name => HomeJson.Text(Attributes, "friendly_name");

    /// <summary>
    /// Reads what <c>get_states</c>, REST and <c>state_changed</c> events tell; null when it is none.
    /// </summary>
    public static HomeEntity? Read(JsonElement of) => HomeJson.Text(of, "entity_id") is { } id && HomeJson.Text(of, "state") is { } state
        ? new(id, state, HomeJson.Member(of, "attributes"), HomeJson.When(of, "last_changed"), HomeJson.When(of, "last_updated"))
        : null;
}
