using System.Text.Json;

namespace Cer.Messaging.HomeAssistant;

/// <summary>An entity as the registry knows it.</summary>
/// <param name="Id">As <c>sensor.energy</c>; its owner may change it.</param>
/// <param name="UniqueId">What never changes.</param>
/// <param name="Platform">The integration it comes from.</param>
/// <param name="DeviceId">Its device.</param>
/// <param name="AreaId">Its own area, where it is another than the device's.</param>
/// <param name="Name">What its owner calls it, or the integration.</param>
/// <param name="IsDisabled">Whether it is switched off.</param>
public sealed record HomeRegistryEntity(
    string Id, string? UniqueId, string? Platform, string? DeviceId, string? AreaId, string? Name, bool IsDisabled)
{
    /// <summary>Whether its owner or its integration keeps it out of sight.</summary>
    public bool IsHidden { get; init; }

    internal static HomeRegistryEntity? Read(JsonElement of) => HomeJson.Text(of, "entity_id") is { } id
        ? new(
            id,
            HomeJson.Text(of, "unique_id"),
            HomeJson.Text(of, "platform"),
            HomeJson.Text(of, "device_id"),
            HomeJson.Text(of, "area_id"),
            HomeJson.Text(of, "name") ?? HomeJson.Text(of, "original_name"),
            HomeJson.Text(of, "disabled_by") is not null)
        {
            IsHidden = HomeJson.Text(of, "hidden_by") is not null,
        }
        : null;
}
