using System.Globalization;
using System.Text.Json;
using NetDaemon.HassModel.Entities;
using NodaTime;

namespace Cer.Apps;

/// <summary>When the sun was up, by what <c>sun.sun</c> says that it does next.</summary>
/// <remarks>
/// Home Assistant tells the next rising and setting. Those of the days before were at most three minutes a day earlier or later
/// south of 50 degrees; so much is taken off each end for each day back, and no twilight is taken for day.
/// </remarks>
public sealed record Daylight(Instant NextRising, Instant NextSetting)
{
    private static readonly Duration Day = Duration.FromDays(1);
    private static readonly Duration Shift = Duration.FromMinutes(3);

    /// <summary>Where nobody knows: the sun is up at no time.</summary>
    public static Daylight Unknown { get; } = new(Instant.MinValue, Instant.MinValue);

    public static Daylight Of(EntityState? sun) => OfAttributes(sun?.AttributesJson);

    /// <param name="sun">The attributes of <c>sun.sun</c>; none where it is not known.</param>
    public static Daylight OfAttributes(JsonElement? sun) =>
        Time(sun, "next_rising") is { } rising && Time(sun, "next_setting") is { } setting ? new(rising, setting) : Unknown;

    /// <summary>For how long the sun was up between two instants, of the last eleven days.</summary>
    public Duration Between(Instant from, Instant to)
    {
        if (NextRising == Instant.MinValue) return Duration.Zero;
        var lit = Duration.Zero;
        // A day ends with its setting; the one of now began a day before the next rising.
        var (rising, days) = (NextRising < NextSetting ? NextRising : NextRising - Day, NextRising < NextSetting ? 0 : 1);
        var setting = NextSetting;
        for (var back = 0; back <= 11; back++)
        {
            var begin = Instant.Max(rising - (Day * back) + (Shift * (back + days)), from);
            var end = Instant.Min(setting - (Day * back) - (Shift * back), to);
            if (end > begin) lit += end - begin;
        }

        return lit;
    }

    private static Instant? Time(JsonElement? sun, string name) =>
        sun is { ValueKind: JsonValueKind.Object } attributes
        && attributes.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
        && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? Instant.FromDateTimeOffset(at)
            : null;
}
