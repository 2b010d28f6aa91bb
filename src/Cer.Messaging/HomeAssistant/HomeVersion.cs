using System.Globalization;

namespace Cer.Messaging.HomeAssistant;

/// <summary>The version of a Core: a year, a month, and what follows.</summary>
/// <remarks>
/// Formats change with the month, so <c>2025.11.0b2</c> and <c>2025.11.0.dev0</c> count as 2025.11. One that cannot be read
/// at all counts as the oldest, <c>default</c>: an unknown version must not end a connection.
/// </remarks>
public readonly record struct HomeVersion(int Year, int Month, int Patch = 0) : IComparable<HomeVersion>
{
    /// <summary>
    /// From here statistics are described by <c>mean_type</c> and <c>unit_class</c>; before they are unknown keys.
    /// </summary>
    public static readonly HomeVersion MeanType = new(2025, 11);

    /// <summary>
    /// From here a grid of the energy preferences is flat; before it has <c>flow_from</c> and <c>flow_to</c>.
    /// </summary>
    /// <remarks>Source: core pull request 162200.</remarks>
    public static readonly HomeVersion FlatGrid = new(2026, 3);

    /// <summary>From here MQTT discovery knows devices; before only components.</summary>
    public static readonly HomeVersion DeviceDiscovery = new(2024, 11);

    /// <summary>Reads the version; what cannot be read is <c>default</c>.</summary>
    public static HomeVersion Read(string? words)
    {
        var parts = (words ?? "").Split('.');
        return parts.Length >= 2 && Number(parts[0]) is >= 2000 and <= 9999 and var year && Number(parts[1]) is >= 1 and <= 12 and var month
            ? new(year, month, parts.Length > 2 ? Number(parts[2]) ?? 0 : 0)
            : default;
    }

    public int CompareTo(HomeVersion other) => (Year, Month, Patch).CompareTo((other.Year, other.Month, other.Patch));

    public static bool operator <(HomeVersion left, HomeVersion right) => left.CompareTo(right) < 0;

    public static bool operator >(HomeVersion left, HomeVersion right) => left.CompareTo(right) > 0;

    public static bool operator <=(HomeVersion left, HomeVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >=(HomeVersion left, HomeVersion right) => left.CompareTo(right) >= 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year}.{Month}.{Patch}");

    /// <summary>The digits a part begins with: <c>0b2</c> is zero.</summary>
    private static int? Number(string part)
    {
        var digits = part.TakeWhile(char.IsAsciiDigit).Count();
        return digits is > 0 and < 9 ? int.Parse(part.AsSpan(0, digits), CultureInfo.InvariantCulture) : null;
    }
}
