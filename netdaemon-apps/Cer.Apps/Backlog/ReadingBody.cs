using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cer.Apps;

/// <summary>Rows as the platform takes them: what one point gave and took in a quarter is one item.</summary>
/// <remarks>
/// Of two rows for the same energy the later counts. What a generator made comes from another meter: an item of its own. So is an
/// estimate beside a measure: at night a point that takes is measured, and that it gives nothing may be an estimate.
/// </remarks>
public static class ReadingBody
{
    /// <returns>The list, and for each of its items the rows that are in it.</returns>
    public static (string Json, IReadOnlyList<IReadOnlyList<EnergyRow>> Items) Of(IEnumerable<EnergyRow> rows)
    {
        var items = rows
            .GroupBy(row => (row.Pod, row.Plant, row.Start, row.Quantity))
            .Select(same => same.Last())
            .GroupBy(row => (row.Pod, row.Plant, row.Start, IsMade: row.Quantity == Quantity.Produced, row.IsEstimated))
            .Select(group => (IReadOnlyList<EnergyRow>)[.. group])
            .ToList();
        return (new JsonArray([.. items.Select(Item)]).ToJsonString(), items);
    }

    private static JsonNode? Item(IReadOnlyList<EnergyRow> rows)
    {
        var item = new JsonObject
        {
            ["pod"] = rows[0].Pod,
            ["start"] = DateTimeOffset.FromUnixTimeSeconds(rows[0].Start)
                .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["minutes"] = 15,
            ["quality"] = rows[0].IsEstimated ? "estimated" : "measured",
        };
        if (rows[0].Plant is { } plant) item["plant"] = plant;
        foreach (var row in rows)
            item[JsonNamingPolicy.SnakeCaseLower.ConvertName($"{row.Quantity}Kwh")] = Kilowatts(row.Micro);
        return item;
    }

    private static string Kilowatts(long micro) => (micro / 1_000_000m).ToString("0.000000", CultureInfo.InvariantCulture);
}
