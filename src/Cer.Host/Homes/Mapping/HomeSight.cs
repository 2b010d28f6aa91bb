using System.Text.Json;
using Cer.Messaging.HomeAssistant;
using Cer.Operations.Homes.Mapping;

namespace Cer.Host.Homes.Mapping;

/// <summary>The sensors of a Home Assistant with what its registries and its states tell of them.</summary>
/// <param name="Entities">All sensors.</param>
/// <param name="IsPartial">Whether the registries were not told: areas and devices are unknown.</param>
internal sealed record HomeSight(IReadOnlyList<MappingEntity> Entities, bool IsPartial)
{
    private const int Most = 5000;

    /// <exception cref="HomeFault">It does not tell its states.</exception>
    public static async Task<HomeSight> ReadAsync(HomeClient client, CancellationToken cancellation)
    {
        var states = (await client.Rest.StatesAsync(cancellation)).Where(IsSensor).ToDictionary(one => one.Id, StringComparer.Ordinal);
        try
        {
            var areas = (await client.Registries.AreasAsync(cancellation))
                .ToDictionary(one => one.Id, one => one.Name, StringComparer.Ordinal);
            var devices = (await client.Registries.DevicesAsync(cancellation)).ToDictionary(one => one.Id, StringComparer.Ordinal);
            var known = (await client.Registries.EntitiesAsync(cancellation))
                .Where(one => one.Id.StartsWith("sensor.", StringComparison.Ordinal))
                .DistinctBy(one => one.Id).ToDictionary(one => one.Id, StringComparer.Ordinal);
            return new(
                [.. states.Keys.Union(known.Keys).Order(StringComparer.Ordinal).Take(Most).Select(id =>
                {
                    var entry = known.GetValueOrDefault(id);
                    var device = entry?.DeviceId is { } its ? devices.GetValueOrDefault(its) : null;
                    return Of(id, states.GetValueOrDefault(id), entry, device, (entry?.AreaId ?? device?.AreaId) is { } area
                        ? areas.GetValueOrDefault(area)
                        : null);
                })],
                false);
        }
        catch (HomeFault fault) when (!fault.IsPassing && fault.Code != HomeFault.Unauthorised)
        {
            var told = states.Values.OrderBy(one => one.Id, StringComparer.Ordinal).Take(Most);
            return new([.. told.Select(one => Of(one.Id, one, null, null, null))], true);
        }
    }

    private static bool IsSensor(HomeEntity one) => one.Id.StartsWith("sensor.", StringComparison.Ordinal);

    private static MappingEntity Of(
        string id, HomeEntity? state, HomeRegistryEntity? entry, HomeRegistryDevice? device, string? area) => new(id)
        {
            Name = entry?.Name is { } named && state?.Name is null ? named : state?.Name,
            DeviceClass = state?.DeviceClass,
            StateClass = state?.StateClass,
            Unit = state?.Unit,
            Area = area,
            DeviceId = entry?.DeviceId,
            Device = device?.Name,
            Manufacturer = device?.Manufacturer,
            Model = device?.Model,
            Platform = entry?.Platform,
            UniqueId = entry?.UniqueId,
            IsHidden = entry?.IsHidden ?? false,
            IsDisabled = entry?.IsDisabled ?? false,
            State = state?.State,
            HasCycle = state is not null && HasCycle(state.Attributes),
            IsOurs = device?.Manufacturer == Operations.Homes.HomeDiscovery.Origin
                || (entry is { Platform: "mqtt", UniqueId: { } unique } && unique.StartsWith("cer_", StringComparison.Ordinal)),
        };

    // What utility_meter and counters of a day say of themselves; the year 1970 is said by those that never begin anew.
    private static bool HasCycle(JsonElement attributes) => attributes.ValueKind == JsonValueKind.Object
        && (Has(attributes, "cron pattern") || Has(attributes, "next_reset") || Has(attributes, "meter_period")
            || (attributes.TryGetProperty("last_reset", out var at) && at.ValueKind == JsonValueKind.String
                && at.GetString() is { Length: > 4 } said && !said.StartsWith("1970", StringComparison.Ordinal)));

    private static bool Has(JsonElement attributes, string name) =>
        attributes.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String;
}
