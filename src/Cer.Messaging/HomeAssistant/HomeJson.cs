using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Cer.Messaging.HomeAssistant;

/// <summary>Reads what Core sends, of whatever version: what lacks or is of another kind is null.</summary>
internal static class HomeJson
{
    private const int MostShown = 200;

    /// <summary>An object with nothing in it.</summary>
    public static readonly JsonElement Nothing = JsonElement.Parse("{}");

    /// <summary>What is below the name; undefined when there is none.</summary>
    public static JsonElement Member(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var member) ? member : default;

    /// <summary>A text; one with half a character in it, which JSON allows, is none.</summary>
    public static string? Text(JsonElement of, string name)
    {
        try
        {
            return Member(of, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static bool IsTrue(JsonElement of, string name) => Member(of, name).ValueKind == JsonValueKind.True;

    /// <summary>A number; some are sent as text.</summary>
    public static decimal? Number(JsonElement of, string name) => Member(of, name) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetDecimal(out var value) => value,
        { ValueKind: JsonValueKind.String } when decimal.TryParse(
            Text(of, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) => value,
        _ => null,
    };

    public static IReadOnlyList<string> Texts(JsonElement of, string name) =>
        [.. Items(Member(of, name)).Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)];

    public static IEnumerable<JsonElement> Items(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : Enumerable.Empty<JsonElement>();

    public static IEnumerable<JsonProperty> Members(JsonElement of) =>
        of.ValueKind == JsonValueKind.Object ? of.EnumerateObject() : Enumerable.Empty<JsonProperty>();

    /// <summary>An instant with its offset, as REST writes it.</summary>
    public static Instant? When(JsonElement of, string name) =>
        Text(of, name) is { } words && OffsetDateTimePattern.ExtendedIso.Parse(words) is { Success: true } read
            ? read.Value.ToInstant()
            : null;

    /// <summary>Seconds since 1970, with a fraction down to the microsecond, as the short keys of subscribe_entities have it.</summary>
    public static Instant? Seconds(JsonElement of, string name) => Number(of, name) is { } seconds and >= 0 and < 100_000_000_000m
        ? Instant.FromUnixTimeTicks((long)decimal.Round(seconds * 1_000_000) * 10)
        : null;

    /// <summary>Milliseconds since 1970, as statistics have it.</summary>
    public static Instant? Milliseconds(JsonElement of, string name) =>
        Number(of, name) is { } milliseconds and >= 0 and < 100_000_000_000_000m
        ? Instant.FromUnixTimeMilliseconds((long)milliseconds)
        : null;

    /// <summary>
    /// What the other side said, in brackets, on one line and not too long; nothing when it said nothing.
    /// </summary>
    public static string Said(string? words)
    {
        var shown = string.Concat((words ?? "").Trim().Take(MostShown).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c));
        return shown.Length == 0 ? "" : $" ({shown.TrimEnd('.')})";
    }
}
