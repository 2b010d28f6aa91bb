using System.Globalization;
using System.Text.Json;
using Cer.Domain;
using Cer.Domain.Metering.Counters;
using NetDaemon.Client;
using NetDaemon.HassModel.Entities;
using NodaTime;

namespace Cer.Apps;

/// <summary>Reads what a counter showed while nobody listened, from the recorder of Home Assistant.</summary>
/// <remarks>
/// First its history, day by day: values that were seen. Where those do not lie around an end of a quarter, its statistics of five
/// minutes: the last value before that end, told only while the entity was available. Beyond both it is a gap.
/// </remarks>
public sealed class HistoryReader(IHomeAssistantApiManager api, IHomeAssistantConnection? connection = null)
{
    public static readonly Duration Longest = Duration.FromDays(10);

    private static readonly Duration Day = Duration.FromDays(1);

    /// <summary>The values of a span in their order.</summary>
    public async Task<IReadOnlyList<PastValue>> ReadAsync(
        string entity, string? unit, Instant from, Instant to, CancellationToken cancellation)
    {
        if (from < to - Longest) from = to - Longest;
        List<CounterSample> seen = [];
        List<CounterSample> held = [];
        for (var at = from; at < to; at += Day)
        {
            var end = at + Day < to ? at + Day : to;
            await SeenAsync(entity, unit, at, end, seen, cancellation);
            if (connection is not null) await HeldAsync(connection, entity, at, end, held, cancellation);
        }

        seen.Sort((one, other) => one.At.CompareTo(other.At));
        return
        [
            .. seen.Select(sample => new PastValue(sample, false))
                .Concat(held.Where(sample => sample.At > from && sample.At <= to && !IsSeen(seen, sample.At))
                    .Select(sample => new PastValue(sample, true)))
                .OrderBy(value => value.Sample.At),
        ];
    }

    private async Task SeenAsync(
        string entity, string? unit, Instant from, Instant to, List<CounterSample> seen, CancellationToken cancellation)
    {
        var path = $"history/period/{Text(from)}?end_time={Uri.EscapeDataString(Text(to))}"
            + $"&filter_entity_id={entity}&significant_changes_only=0";
        var answer = await api.GetApiCallAsync<JsonElement>(path, cancellation);
        if (answer.ValueKind != JsonValueKind.Array) return;
        foreach (var list in answer.EnumerateArray().Where(list => list.ValueKind == JsonValueKind.Array))
        {
            foreach (var state in list.EnumerateArray().Select(one => one.Deserialize<EntityState>()!))
            {
                if (state.LastUpdated is null || EnergyUnits.EnergyOf(state, unit) is not { } total) continue;
                // The first of an answer is the state that held at its start: nobody saw it there.
                if (HeldValues.UpdatedAt(state, to) is var at && at > from) seen.Add(new(at, total));
            }
        }
    }

    private static async Task HeldAsync(
        IHomeAssistantConnection connection,
        string entity,
        Instant from,
        Instant to,
        List<CounterSample> held,
        CancellationToken cancellation)
    {
        var command = new StatisticsCommand
        {
            Type = "recorder/statistics_during_period",
            Start = Text(from),
            End = Text(to),
            Ids = [entity],
        };
        var answer = await connection.SendCommandAndReturnResponseAsync<StatisticsCommand, JsonElement>(command, cancellation);
        if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty(entity, out var rows)) return;
        foreach (var row in rows.EnumerateArray())
        {
            if (!row.TryGetProperty("state", out var state) || state.ValueKind != JsonValueKind.Number) continue;
            var end = Instant.FromUnixTimeMilliseconds((long)row.GetProperty("end").GetDouble());
            if (end.ToUnixTimeSeconds() % 900 != 0) continue;
            if (state.TryGetDecimal(out var kwh) && kwh is >= 0 and < 1e9m)
                held.Add(new(end, Energy.FromMicroKilowattHours((long)decimal.Round(kwh * Energy.Micro))));
        }
    }

    /// <summary>Whether it was seen so near around the instant that nothing has to stand in for it.</summary>
    private static bool IsSeen(List<CounterSample> seen, Instant at)
    {
        var next = seen.FindIndex(sample => sample.At >= at);
        if (next < 0) return false;
        var before = next > 0 ? seen[next - 1].At : Instant.MinValue;
        return seen[next].At == at || (before > Instant.MinValue && seen[next].At - before <= CounterQuarters.LongestBridge);
    }

    private static string Text(Instant at) => at.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
