namespace Cer.Operations.Homes.Mapping;

/// <summary>An entity of Home Assistant, with what its registries and its state tell of it.</summary>
/// <param name="Id">As <c>sensor.scuola_energy</c>.</param>
public sealed record MappingEntity(string Id)
{
    public string? Name { get; init; }

    public string? DeviceClass { get; init; }

    public string? StateClass { get; init; }

    public string? Unit { get; init; }

    public string? Area { get; init; }

    public string? DeviceId { get; init; }

    public string? Device { get; init; }

    public string? Manufacturer { get; init; }

    public string? Model { get; init; }

    /// <summary>The integration it comes from.</summary>
    public string? Platform { get; init; }

    public string? UniqueId { get; init; }

    public bool IsHidden { get; init; }

    public bool IsDisabled { get; init; }

    /// <summary>Its state in Core's words; null when it has none.</summary>
    public string? State { get; init; }

    /// <summary>Whether it says of itself that it begins anew by the day, the month or another cycle.</summary>
    public bool HasCycle { get; init; }

    /// <summary>Whether it is one that this program put there: what returns must not go in again.</summary>
    public bool IsOurs { get; init; }
}
