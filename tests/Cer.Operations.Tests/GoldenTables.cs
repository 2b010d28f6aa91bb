using System.Globalization;
using System.Text;

namespace Cer.Operations.Tests;

/// <summary>Compares the tables of a settlement with those of a golden folder, cell by cell.</summary>
internal static class GoldenTables
{
    private static readonly string[] ComputedColumns = ["price_eur_mwh", "tip_eur_mwh", "tip_eur"];

    public static List<string> Differences(string folder, IReadOnlyDictionary<string, byte[]> files)
    {
        var differences = new List<string>();
        foreach (var path in Directory.GetFiles(Path.Combine(Folder.Root, folder, "expected"), "*.csv"))
        {
            var name = Path.GetFileName(path);
            var expected = File.ReadAllText(path).Split('\n');
            var found = Encoding.UTF8.GetString(files[name]).Split('\n');
            if (expected.Length != found.Length) differences.Add($"{name}: {found.Length} lines, not {expected.Length}");
            var header = expected[0].Split(',');
            for (var line = 0; line < Math.Min(expected.Length, found.Length); line++)
                Compare(name, line + 1, header, expected[line].Split(','), found[line].Split(','), differences);
        }

        return differences;
    }

    private static void Compare(
        string name, int line, string[] header, string[] expected, string[] found, List<string> differences)
    {
        for (var i = 0; i < Math.Max(expected.Length, found.Length); i++)
        {
            var (one, other) = (expected.ElementAtOrDefault(i), found.ElementAtOrDefault(i));
            var computed = name == "plant_hours.csv" && i < header.Length && ComputedColumns.Contains(header[i]);
            if (one != other && !(computed && Close(one, other)))
                differences.Add($"{name}:{line}: {header.ElementAtOrDefault(i)} is {other}, not {one}");
        }
    }

    /// <summary>Computed EUR may differ beyond the twelfth significant digit.</summary>
    private static bool Close(string? one, string? other) =>
        decimal.TryParse(one, NumberStyles.Float, CultureInfo.InvariantCulture, out var x)
        && decimal.TryParse(other, NumberStyles.Float, CultureInfo.InvariantCulture, out var y)
        && Math.Abs(x - y) <= Math.Max(Math.Abs(x), Math.Abs(y)) * 0.000000000001m;
}
