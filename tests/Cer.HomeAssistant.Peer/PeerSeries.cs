using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cer.Messaging.HomeAssistant;
using NodaTime;

namespace Cer.HomeAssistant.Peer;

/// <summary>A series of long-term statistics: its hours, and what Core computes of them.</summary>
public sealed partial class PeerSeries
{
    private static readonly DateTimeZone Home = DateTimeZoneProviders.Tzdb["Europe/Rome"];
    private readonly SortedDictionary<DateTimeOffset, (decimal? Sum, decimal? State, decimal? Mean)> _hours = [];

    public required string Id { get; init; }

    public required string Source { get; init; }

    public string? Name { get; init; }

    public string? Unit { get; init; }

    public string? UnitClass { get; init; }

    public bool HasSum { get; init; }

    public bool HasMean { get; init; }

    /// <summary>The sum at the end of each hour.</summary>
    public IReadOnlyDictionary<DateTimeOffset, decimal?> Sums => _hours.ToDictionary(hour => hour.Key, hour => hour.Value.Sum);

    internal static PeerSeries Read(JsonElement metadata)
    {
        var (id, source) = (metadata.GetProperty("statistic_id").GetString()!, metadata.GetProperty("source").GetString()!);
        if (External().Match(id) is { Success: true } external)
        {
            if (external.Groups[1].Value != source) throw new PeerRefusal("home_assistant_error", "Invalid source");
        }
        else if (!Entity().IsMatch(id))
        {
            throw new PeerRefusal("home_assistant_error", "Invalid statistic_id");
        }
        else if (source != "recorder")
        {
            throw new PeerRefusal("home_assistant_error", "Invalid source");
        }

        return new()
        {
            Id = id,
            Source = source,
            Name = metadata.GetProperty("name").GetString(),
            Unit = metadata.GetProperty("unit_of_measurement").GetString(),
            UnitClass = metadata.TryGetProperty("unit_class", out var one) ? one.GetString() : null,
            HasSum = metadata.GetProperty("has_sum").GetBoolean(),
            HasMean = (metadata.TryGetProperty("has_mean", out var has) && has.GetBoolean())
                || (metadata.TryGetProperty("mean_type", out var type) && type.GetInt32() > 0),
        };
    }

    internal static DateTimeOffset Time(JsonElement words) =>
        DateTimeOffset.TryParse(words.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at.ToUniversalTime()
            : throw new PeerRefusal("invalid_start_time", "Invalid start_time");

    /// <summary>The top of an hour, with its offset.</summary>
    internal static DateTimeOffset Hour(JsonElement words)
    {
        var text = words.GetString()!;
        if (!Offset().IsMatch(text)) throw new PeerRefusal("home_assistant_error", "Naive timestamp: no or invalid timezone info provided");
        var at = Time(words);
        return at.Minute == 0 && at.Second == 0 && at.Ticks % TimeSpan.TicksPerSecond == 0
            ? at
            : throw new PeerRefusal(
                "home_assistant_error", "Invalid timestamp: timestamps must be from the top of the hour (minutes and seconds = 0)");
    }

    internal void Take(IEnumerable<(DateTimeOffset At, JsonElement Row)> rows)
    {
        foreach (var (at, row) in rows) _hours[at] = (Number(row, "sum"), Number(row, "state"), Number(row, "mean"));
    }

    internal void Adjust(DateTimeOffset from, decimal by)
    {
        foreach (var (at, (sum, state, mean)) in _hours.Where(hour => hour.Key >= from).ToArray()) _hours[at] = (sum + by, state, mean);
    }

    internal JsonObject Describe(HomeVersion version)
    {
        var told = new JsonObject
        {
            ["statistic_id"] = Id,
            ["source"] = Source,
            ["name"] = Name,
            ["has_sum"] = HasSum,
            ["statistics_unit_of_measurement"] = Unit,
            ["display_unit_of_measurement"] = Unit,
            ["unit_class"] = UnitClass,
        };
        if (version < new HomeVersion(2026, 11)) told["has_mean"] = HasMean;
        if (version >= HomeVersion.MeanType) told["mean_type"] = HasMean ? 1 : 0;
        return told;
    }

    /// <summary>
    /// Hours, or days and longer of the home's time zone; starts and ends in milliseconds; the change is computed.
    /// </summary>
    internal JsonArray Rows(DateTimeOffset from, DateTimeOffset to, string period, IReadOnlySet<string> types, string? unit)
    {
        var answer = new JsonArray();
        var factor = unit is null ? 1 : Wh(Unit) / Wh(unit);
        decimal last = 0;
        foreach (var group in _hours.GroupBy(hour => Span(hour.Key, period)))
        {
            var (start, end) = group.Key;
            var (sum, state, mean) = group.Last().Value;
            var change = sum - last;
            last = sum ?? last;
            if (start < from || start >= to) continue;
            var row = new JsonObject { ["start"] = start.ToUnixTimeMilliseconds(), ["end"] = end.ToUnixTimeMilliseconds() };
            if (types.Contains("sum")) row["sum"] = sum * factor;
            if (types.Contains("change")) row["change"] = change * factor;
            if (types.Contains("state")) row["state"] = state * factor;
            if (types.Contains("mean") && HasMean) row["mean"] = mean * factor;
            answer.Add((JsonNode)row);
        }

        return answer;
    }

    private static (DateTimeOffset Start, DateTimeOffset End) Span(DateTimeOffset hour, string period)
    {
        if (period == "hour") return (hour, hour.AddHours(1));
        var day = Instant.FromDateTimeOffset(hour).InZone(Home).Date;
        var (first, next) = period switch
        {
            "day" => (day, day.PlusDays(1)),
            "week" => (day.PlusDays(1 - (int)day.DayOfWeek), day.PlusDays(8 - (int)day.DayOfWeek)),
            "month" => (new LocalDate(day.Year, day.Month, 1), new LocalDate(day.Year, day.Month, 1).PlusMonths(1)),
            _ => throw new PeerRefusal(
                "invalid_format", $"value must be one of ['5minute', 'day', 'hour', 'month', 'week'] @ data['period']. Got '{period}'"),
        };
        return (Midnight(first), Midnight(next));
    }

    private static DateTimeOffset Midnight(LocalDate day) => Home.AtStartOfDay(day).ToDateTimeOffset().ToUniversalTime();

    internal static decimal Wh(string? unit) => unit switch
    {
        "Wh" => 1,
        "MWh" => 1_000_000,
        _ => 1_000,
    };

    private static decimal? Number(JsonElement row, string name) =>
        row.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number ? number.GetDecimal() : null;

    [GeneratedRegex("^(?!.+__)(?!_)([\\da-z_]+)(?<!_):(?!_)[\\da-z_]+(?<!_)\\z")]
    private static partial Regex External();

    [GeneratedRegex("^(?!.+__)(?!_)[\\da-z_]+(?<!_)\\.(?!_)[\\da-z_]+(?<!_)\\z")]
    private static partial Regex Entity();

    [GeneratedRegex("(Z|[+-]\\d\\d:?\\d\\d)\\z")]
    private static partial Regex Offset();
}
