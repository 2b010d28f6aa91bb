using Cer.Exchange.Faults;

namespace Cer.Exchange.Gme;

/// <summary>The heading of a sheet of prices: where the day, the hour or quarter, and each zone's price stand.</summary>
internal sealed record GmeHeading(int Day, int Place, bool IsQuarter, IReadOnlyList<(string Zone, int Column)> Zones)
{
    /// <summary>The heading, when the row is one; a fault when it is one that cannot be used.</summary>
    public static GmeHeading? TryRead(
        Dictionary<int, (string Text, bool IsNumber)> cells, string file, int line, List<GmeFault> faults)
    {
        if (Find(cells, "DATA", "DATE") is not { } day) return null;
        var quarter = Find(cells, "PERIOD");
        if ((quarter ?? Find(cells, "ORA", "HOUR")) is not { } place) return null;
        List<(string Zone, int Column)> zones = [];
        foreach (var (column, (text, _)) in cells.OrderBy(cell => cell.Key))
        {
            if (GmeZones.Find(text) is not { } zone) continue;
            if (zones.Any(known => known.Zone == zone)) faults.Add(new(line, $"found {zone} twice in the heading, expected it once"));
            zones.Add((zone, column));
        }

        var named = OfFile(file);
        if (zones.Count == 0)
        {
            int[] others = [.. cells.Keys.Where(column => column != day && column != place && !IsPlace(cells[column].Text))];
            if (others is [var only] && named is not null) zones.Add((named, only));
            else faults.Add(new(line, $"found no zone in the heading or the file's name, expected one of {GmeZones.Form}"));
        }
        else if (named is not null && zones.All(known => known.Zone != named))
        {
            faults.Add(new(
                line, $"found {Quoted.InSentence(zones[0].Zone)} in the heading, expected {named} as the file's name has it"));
        }

        return new(day, place, quarter is not null, zones);
    }

    /// <summary>The zone in a name such as 20250101_20251231_MGP_PrezziZonali_Nord.xlsx.</summary>
    private static string? OfFile(string name)
    {
        var stem = name.Split('.')[0];
        var begin = stem.IndexOf("PrezziZonali", StringComparison.OrdinalIgnoreCase);
        if (begin < 0) return null;
        // A browser adds " (1)" or "-2" to the name of a file it has already.
        return GmeZones.Find(stem[(begin + "PrezziZonali".Length)..].Split('(')[0]);
    }

    private static bool IsPlace(string text) => Starts(text, "ORA", "HOUR");

    private static int? Find(Dictionary<int, (string Text, bool IsNumber)> cells, params string[] words) =>
        cells.Where(cell => Starts(cell.Value.Text, words)).Select(cell => (int?)cell.Key).Min();

    private static bool Starts(string text, params string[] words) =>
        words.Any(word => text.StartsWith(word, StringComparison.OrdinalIgnoreCase));
}
