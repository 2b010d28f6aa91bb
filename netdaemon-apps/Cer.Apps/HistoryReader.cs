using System.Globalization;
using System.Text.Json;
using NetDaemon.Client;
using NetDaemon.HassModel.Entities;
using NodaTime;
using NodaTime.Text;

namespace Cer.Apps;

/// <summary>Reads what an entity showed while nobody listened, from the recorder of Home Assistant.</summary>
/// <remarks>Day by day: a week of a counter that changes each second is not one answer.</remarks>
public sealed class HistoryReader(IHomeAssistantApiManager api)
{
    public static readonly Duration Longest = Duration.FromDays(10);

    private static readonly Duration Step = Duration.FromDays(1);

    /// <summary>The states of a span in their order, as they were recorded.</summary>
    public async Task<IReadOnlyList<EntityState>> ReadAsync(
        string entity, Instant from, Instant to, CancellationToken cancellation)
    {
        List<EntityState> states = [];
        if (from < to - Longest) from = to - Longest;
        for (var at = from; at < to; at += Step)
        {
            var end = at + Step < to ? at + Step : to;
            var path = string.Create(
                CultureInfo.InvariantCulture,
                $"history/period/{Uri.EscapeDataString(Text(at))}?end_time={Uri.EscapeDataString(Text(end))}&filter_entity_id={entity}&significant_changes_only=0");
            var answer = await api.GetApiCallAsync<JsonElement>(path, cancellation);
            if (answer.ValueKind != JsonValueKind.Array) continue;
            // The first of an answer is the state that held at its start: nobody saw it there.
            foreach (var list in answer.EnumerateArray().Where(list => list.ValueKind == JsonValueKind.Array))
            {
                states.AddRange(list.EnumerateArray().Select(one => one.Deserialize<EntityState>()!)
                    .Where(state => HeldValues.UpdatedAt(state, to) > at));
            }
        }

        return [.. states.Where(state => state.LastUpdated is not null).OrderBy(state => state.LastUpdated)];
    }

    private static string Text(Instant at) => InstantPattern.General.Format(at);
}
