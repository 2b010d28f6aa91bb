using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Cer.Messaging.HomeAssistant;
using Cer.Operations.Homes;

namespace Cer.Host.Homes;

/// <summary>What the Energy dashboard would be with our series added: nothing that is there is changed or taken away.</summary>
/// <remarks>
/// Before 2026.3 there is one grid with lists of flows, to which ours are added; from then on each flow is a grid of its own. A
/// price is refused on an external series, so the incentive is told as a series of what is compensated.
/// </remarks>
internal sealed record EnergyProposal
{
    private const string Grid = "grid";

    /// <summary>Knows the preferences that it was made from again.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The series that would be added; none when all are there.</summary>
    public required IReadOnlyList<string> Added { get; init; }

    /// <summary>The list of sources as a whole, as it would be saved.</summary>
    public required JsonArray Sources { get; init; }

    /// <summary>Series that Home Assistant does not have yet, which are left out.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    public static EnergyProposal Of(JsonObject? preferences, IReadOnlyCollection<string> known, string slug, HomeVersion version)
    {
        var sources = (preferences?["energy_sources"] as JsonArray)?.DeepClone().AsArray() ?? [];
        var there = Names(sources).ToHashSet(StringComparer.Ordinal);
        string[] from = [HomeSeries.IdOf(slug, HomeSeries.Shared), HomeSeries.IdOf(slug, HomeSeries.Grid)];
        var to = HomeSeries.IdOf(slug, HomeSeries.Injected);
        var incentive = HomeSeries.IdOf(slug, HomeSeries.Incentive);
        string[] added = [.. from.Append(to).Where(id => known.Contains(id) && !there.Contains(id))];
        var yields = known.Contains(incentive) ? incentive : null;
        if (version >= HomeVersion.FlatGrid)
        {
            foreach (var id in added) sources.Add(id == to ? Flat(null, id, yields) : Flat(id, null, null));
        }
        else if (added.Length > 0)
        {
            var grid = Nested(sources);
            foreach (var id in added)
            {
                if (id == to) grid["flow_to"]!.AsArray().Add(Flow("stat_energy_to", id, "stat_compensation", yields));
                else grid["flow_from"]!.AsArray().Add(Flow("stat_energy_from", id, "stat_cost", null));
            }
        }

        return new()
        {
            Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(preferences?.ToJsonString() ?? "")))[..16],
            Added = added,
            Sources = sources,
            Missing = [.. from.Append(to).Append(incentive).Where(id => !known.Contains(id))],
        };
    }

    /// <summary>The one grid there may be; a new one where there is none.</summary>
    private static JsonObject Nested(JsonArray sources)
    {
        var grid = sources.OfType<JsonObject>().FirstOrDefault(source => (string?)source["type"] == Grid);
        if (grid is null)
        {
            grid = new()
            {
                ["type"] = Grid,
                ["flow_from"] = new JsonArray(),
                ["flow_to"] = new JsonArray(),
                ["cost_adjustment_day"] = 0,
            };
            sources.Add(grid);
        }

        if (grid["flow_from"] is not JsonArray) grid["flow_from"] = new JsonArray();
        if (grid["flow_to"] is not JsonArray) grid["flow_to"] = new JsonArray();
        return grid;
    }

    private static JsonObject Flow(string energy, string id, string money, string? yields) => new()
    {
        [energy] = id,
        [money] = yields,
        ["entity_energy_price"] = null,
        ["number_energy_price"] = null,
    };

    private static JsonObject Flat(string? from, string? to, string? yields) => new()
    {
        ["type"] = Grid,
        ["stat_energy_from"] = from,
        ["stat_energy_to"] = to,
        ["stat_cost"] = null,
        ["entity_energy_price"] = null,
        ["number_energy_price"] = null,
        ["stat_compensation"] = yields,
        ["entity_energy_price_export"] = null,
        ["number_energy_price_export"] = null,
        ["cost_adjustment_day"] = 0,
    };

    /// <summary>Every text in what is there: a series that is used anywhere is not added a second time.</summary>
    private static IEnumerable<string> Names(JsonNode? node) => node switch
    {
        JsonObject one => one.SelectMany(member => Names(member.Value)),
        JsonArray many => many.SelectMany(Names),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };
}
