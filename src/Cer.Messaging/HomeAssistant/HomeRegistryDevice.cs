using System.Text.Json;

namespace Cer.Messaging.HomeAssistant;

/// <summary>A device as the registry knows it.</summary>
/// <remarks>From 2026.8 there are child devices with fewer fields: all but the id may lack.</remarks>
/// <param name="Id">Its id.</param>
/// <param name="Name">What its owner calls it, or the integration.</param>
/// <param name="Manufacturer">Who made it.</param>
/// <param name="Model">Which it is.</param>
/// <param name="AreaId">Where it is.</param>
/// <param name="ParentId">The device it is reached through, or belongs to.</param>
/// <param name="IsDisabled">Whether it is switched off.</param>
public sealed record HomeRegistryDevice(
    string Id, string? Name, string? Manufacturer, string? Model, string? AreaId, string? ParentId, bool IsDisabled)
{
    internal static HomeRegistryDevice? Read(JsonElement of) => HomeJson.Text(of, "id") is { } id
        ? new(
            id,
            HomeJson.Text(of, "name_by_user") ?? HomeJson.Text(of, "name"),
            HomeJson.Text(of, "manufacturer"),
            HomeJson.Text(of, "model"),
            HomeJson.Text(of, "area_id"),
            HomeJson.Text(of, "via_device_id"),
            HomeJson.Text(of, "disabled_by") is not null)
        : null;
}
