using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cer.Messaging.HomeAssistant;

/// <summary>
/// The preferences of the Energy dashboard: they are somebody's, so ours are added and nothing else is touched.
/// </summary>
/// <remarks>
/// Measured: <c>not_found</c> when nothing is set; a flat grid is refused before 2026.3, a nested one from then on.
/// </remarks>
public sealed class HomeEnergy
{
    private readonly HomeClient _client;

    internal HomeEnergy(HomeClient client) => _client = client;

    /// <summary>The preferences as they are; null when nobody has set any.</summary>
    /// <exception cref="HomeFault">Refused, not let in, no connection, or no answer in time.</exception>
    public async Task<JsonObject?> PreferencesAsync(CancellationToken cancellation)
    {
        try
        {
            var answer = await _client.AskAsync("energy/get_prefs", null, cancellation);
            return answer.ValueKind == JsonValueKind.Object ? JsonObject.Create(answer) : null;
        }
        catch (HomeFault fault) when (fault.Code == HomeFault.NotFound)
        {
            return null;
        }
    }

    /// <summary>
    /// Saves whole lists. Ask the people first, and start from what is there: see <see cref="WithGrid"/>.
    /// </summary>
    /// <exception cref="HomeFault">Refused, not let in, no connection, or no answer in time.</exception>
    public Task SaveAsync(JsonObject preferences, CancellationToken cancellation) =>
        _client.AskAsync("energy/save_prefs", preferences, cancellation);

    /// <summary>What Core finds wrong with the preferences, such as series that do not exist yet.</summary>
    /// <exception cref="HomeFault">Refused, not let in, no connection, or no answer in time.</exception>
    public Task<JsonElement> ValidateAsync(CancellationToken cancellation) => _client.AskAsync("energy/validate", null, cancellation);

    /// <summary>The preferences with the grid added, in the shape of the version; all else stays as it is.</summary>
    /// <returns>The same ones where the series is in them already.</returns>
    public static JsonObject WithGrid(JsonObject? preferences, HomeGridSource grid, HomeVersion version)
    {
        var all = preferences?.DeepClone().AsObject() ?? [];
        if (all["energy_sources"] is not JsonArray sources) all["energy_sources"] = sources = [];
        if (sources.Any(source => Names(source).Any(name => name == (grid.From ?? grid.To)))) return all;
        sources.Add(version >= HomeVersion.FlatGrid ? Flat(grid) : Nested(grid));
        return all;
    }

    /// <summary>The series of a source, in either shape.</summary>
    private static IEnumerable<string?> Names(JsonNode? source) => source switch
    {
        JsonObject one => one.SelectMany(member => member.Key is "stat_energy_from" or "stat_energy_to"
            ? [member.Value is JsonValue text && text.TryGetValue<string>(out var name) ? name : null]
            : Names(member.Value)).Where(name => name is not null),
        JsonArray many => many.SelectMany(Names),
        _ => [],
    };

    private static JsonObject Flat(HomeGridSource grid) => new()
    {
        ["type"] = "grid",
        ["stat_energy_from"] = grid.From,
        ["stat_energy_to"] = grid.To,
        ["stat_cost"] = grid.Cost,
        ["entity_energy_price"] = null,
        ["number_energy_price"] = null,
        ["stat_compensation"] = grid.Compensation,
        ["entity_energy_price_export"] = null,
        ["number_energy_price_export"] = null,
        ["cost_adjustment_day"] = 0,
    };

    private static JsonObject Nested(HomeGridSource grid) => new()
    {
        ["type"] = "grid",
        ["flow_from"] = grid.From is null ? [] : new JsonArray(Flow("stat_energy_from", grid.From, "stat_cost", grid.Cost)),
        ["flow_to"] = grid.To is null ? [] : new JsonArray(Flow("stat_energy_to", grid.To, "stat_compensation", grid.Compensation)),
        ["cost_adjustment_day"] = 0,
    };

    private static JsonObject Flow(string energy, string series, string money, string? cost) => new()
    {
        [energy] = series,
        [money] = cost,
        ["entity_energy_price"] = null,
        ["number_energy_price"] = null,
    };
}
