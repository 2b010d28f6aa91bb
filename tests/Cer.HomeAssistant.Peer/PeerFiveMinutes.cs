using System.Globalization;
using System.Text.Json.Nodes;

namespace Cer.HomeAssistant.Peer;

/// <summary>The statistics of five minutes that Core compiles of an entity with a state class.</summary>
/// <remarks>
/// Of a time in which it was stopped Core compiles them at its next start, one after the other from the last that it has; each begins
/// with the state before, so it repeats the last value: <c>compile_missing_statistics</c> of the recorder in Core's published source,
/// with the state at the start of a span from <c>history</c>. Five minutes with no number have no row.
/// </remarks>
internal static class PeerFiveMinutes
{
    private static readonly TimeSpan Five = TimeSpan.FromMinutes(5);

    public static JsonArray Rows(
        PeerStates states, string id, DateTimeOffset from, DateTimeOffset to, IReadOnlySet<string> types, string? unit)
    {
        var answer = new JsonArray();
        if (states.Find(id) is not { } entity || !entity.Attributes.ContainsKey("state_class")) return answer;
        var past = states.Past(id);
        if (past.Count == 0) return answer;
        var (place, sum, last) = (0, 0m, (decimal?)null);
        PeerEntity? held = null;
        for (var start = Floor(past[0].Updated); start + Five <= to; start += Five)
        {
            var shown = Number(held, unit);
            for (; place < past.Count && past[place].Updated < start + Five; place++)
            {
                held = past[place];
                shown = Number(held, unit) ?? shown;
            }

            if (shown is not { } value) continue;
            sum += last is { } before ? value >= before ? value - before : value : 0;
            last = value;
            if (start < from) continue;
            var row = new JsonObject
            {
                ["start"] = start.ToUnixTimeMilliseconds(),
                ["end"] = (start + Five).ToUnixTimeMilliseconds(),
            };
            if (types.Contains("state")) row["state"] = value;
            if (types.Contains("sum")) row["sum"] = sum;
            answer.Add((JsonNode)row);
        }

        return answer;
    }

    private static DateTimeOffset Floor(DateTimeOffset at) => at.AddTicks(-(at.UtcTicks % Five.Ticks));

    private static decimal? Number(PeerEntity? entity, string? unit)
    {
        if (!decimal.TryParse(entity?.State, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return null;
        var its = (string?)entity!.Attributes["unit_of_measurement"];
        return unit is null ? number : number * PeerSeries.Wh(its) / PeerSeries.Wh(unit);
    }
}
