using System.Text.Json.Nodes;

namespace Cer.Operations.Homes;

/// <summary>One entity of a device: what it is called, what it measures, and what it says now.</summary>
/// <param name="Key">Its word within the device; it never changes.</param>
/// <param name="Name">What people read, until they rename it.</param>
public sealed record HomeEntity(string Key, string Name)
{
    public HomePlatform Platform { get; init; } = HomePlatform.Sensor;

    /// <summary>As Home Assistant calls it, such as energy; null for a number of things or a text.</summary>
    public string? DeviceClass { get; init; }

    public string? Unit { get; init; }

    public HomeSum Sum { get; init; }

    public int? Decimals { get; init; }

    public string? Icon { get; init; }

    /// <summary>Whether it tells how the program fares, not how the community does.</summary>
    public bool IsDiagnostic { get; init; }

    /// <summary>Whether it is of the moment: not told again in time, it is not available.</summary>
    public bool IsLive { get; init; }

    /// <summary>A number, a text, or on and off; null is unknown.</summary>
    public JsonValue? Value { get; init; }

    public JsonObject? Attributes { get; init; }
}
