using System.Text.Json;

namespace Cer.Messaging.HomeAssistant;

/// <summary>What a Core says of itself.</summary>
/// <param name="Version">In its own words.</param>
/// <param name="State">As <c>RUNNING</c>; before that entities may still be unknown and integrations missing.</param>
/// <param name="TimeZone">By which it counts days.</param>
/// <param name="Currency">As <c>EUR</c>.</param>
/// <param name="Place">What its owner calls it.</param>
/// <param name="Components">What is loaded.</param>
public sealed record HomeConfig(
    string? Version, string? State, string? TimeZone, string? Currency, string? Place, IReadOnlyList<string> Components)
{
    public bool IsRunning => State == "RUNNING";

    internal static HomeConfig Read(JsonElement of) => new(
        HomeJson.Text(of, "version"),
        HomeJson.Text(of, "state"),
        HomeJson.Text(of, "time_zone"),
        HomeJson.Text(of, "currency"),
        HomeJson.Text(of, "location_name"),
        HomeJson.Texts(of, "components"));
}
