using System.Text.Json;
using NodaTime;

namespace Cer.Messaging.HomeAssistant;

/// <summary>A state that an entity had from an instant on.</summary>
/// <param name="At">Since when.</param>
/// <param name="State">In Core's words.</param>
/// <param name="Attributes">Undefined when they were not asked for.</param>
public sealed record HomeSample(Instant At, string State, JsonElement Attributes)
{
    internal static HomeSample? Read(JsonElement of) =>
        HomeJson.Text(of, "state") is { } state && (HomeJson.When(of, "last_updated") ?? HomeJson.When(of, "last_changed")) is { } at
            ? new(at, state, HomeJson.Member(of, "attributes"))
            : null;
}
