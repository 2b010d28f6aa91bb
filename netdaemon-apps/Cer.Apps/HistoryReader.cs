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
/// First its history, day by day: values that were seen. Where it has none, its statistics of five minutes, of which only those
/// count that differ from the one before. For the time it was stopped Core compiles them afterwards with the value before, so one
/// that repeats tells nothing: neither that the counter stood still nor that anybody looked (ADR 0128). Beyond both it is a gap.
/// </remarks>
public sealed class HistoryReader(IHomeAssistantApiManager api, IHomeAssistantConnection? connection = null)
{
    public static readonly Duration Longest = Duration.FromDays(10);

    private static readonly Duration Day = Duration.FromDays(1);
    private static readonly Duration Five = Duration.FromMinutes(5);

    /// <summary>The values of a span in their order.</summary>
    public async Task<IReadOnlyList<PastValue>> ReadAsync(
        string entity, string? unit, Instant from, Instant to, CancellationToken cancellation)
    {
        if (from < to - Longest) from = to - Longest;
        List<CounterSample> seen = [];
        List<CounterSample> held = [];
        (CounterSample? last, decimal? before) = (null, null);
        for (var at = from; at < to; at += Day)
        {
            var end = at + Day < to ? at + Day : to;
            last = await SeenAsync(entity, unit, at, end, seen, last, cancellation);
            if (connection is not null) before = await MovedAsync(connection, entity, at, end, held, before, cancellation);
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

    /// <summary>What an entity shows, of the time when its integration last wrote it; null when a core does not tell that.</summary>
    /// <remarks>Told from 2024.4 on, and by REST alone: a value that is written again and is the same makes no event.</remarks>
    public async Task<EntityState?> ReportedAsync(string entity, CancellationToken cancellation)
    {
        var told = await api.GetApiCallAsync<JsonElement>($"states/{entity}", cancellation);
        return told.ValueKind == JsonValueKind.Object
            && told.TryGetProperty("last_reported", out var words) && words.ValueKind == JsonValueKind.String
            && words.TryGetDateTimeOffset(out var at) && told.Deserialize<EntityState>() is { } state
            ? state with { LastUpdated = at.UtcDateTime }
            : null;
    }

    private async Task<CounterSample?> SeenAsync(
        string entity,
        string? unit,
        Instant from,
        Instant to,
        List<CounterSample> seen,
        CounterSample? last,
        CancellationToken cancellation)
    {
        var path = $"history/period/{Text(from)}?end_time={Uri.EscapeDataString(Text(to))}"
            + $"&filter_entity_id={entity}&significant_changes_only=0";
        var answer = await api.GetApiCallAsync<JsonElement>(path, cancellation);
        if (answer.ValueKind != JsonValueKind.Array) return last;
        foreach (var list in answer.EnumerateArray().Where(list => list.ValueKind == JsonValueKind.Array))
        {
            foreach (var state in list.EnumerateArray().Select(one => one.Deserialize<EntityState>()!))
            {
                if (state.LastUpdated is null || EnergyUnits.EnergyOf(state, unit) is not { } total) continue;
                var sample = new CounterSample(HeldValues.UpdatedAt(state, to), total);
                // The first of an answer is the state that held at its start: nobody saw it there.
                if (sample.At > from && !HeldValues.IsRetold(state, last, unit)) seen.Add(sample);
                last = sample;
            }
        }

        return last;
    }

    /// <summary>The ends of those five minutes in which the counter moved.</summary>
    private static async Task<decimal?> MovedAsync(
        IHomeAssistantConnection connection,
        string entity,
        Instant from,
        Instant to,
        List<CounterSample> held,
        decimal? before,
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
        if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty(entity, out var rows)) return before;
        foreach (var row in rows.EnumerateArray())
        {
            if (!row.TryGetProperty("state", out var state) || state.ValueKind != JsonValueKind.Number) continue;
            if (!state.TryGetDecimal(out var kwh) || kwh is < 0 or >= 1e9m) continue;
            var end = Instant.FromUnixTimeMilliseconds((long)row.GetProperty("end").GetDouble());
            if (before is not null && kwh != before)
                held.Add(new(end, Energy.FromMicroKilowattHours((long)decimal.Round(kwh * Energy.Micro))));
            before = kwh;
        }

        return before;
    }

    /// <summary>Whether the history has a value of the same five minutes, so that nothing has to stand in for it.</summary>
    private static bool IsSeen(List<CounterSample> seen, Instant at) =>
        seen.Exists(sample => sample.At <= at && sample.At >= at - Five);

    private static string Text(Instant at) => at.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
