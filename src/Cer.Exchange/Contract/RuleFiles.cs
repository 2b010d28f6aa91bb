using Cer.Domain;
using Cer.Domain.Rules;
using Cer.Exchange.Faults;
using Cer.Exchange.Yaml;
using NodaTime;

namespace Cer.Exchange.Contract;

/// <summary>Reads rule files and lays them over the program's own set.</summary>
public static class RuleFiles
{
    private const string OwnFile = "cer-base.yaml";
    private const string Cac = "cac";
    private static readonly string[] OwnKeys = ["id", "from", "act"];

    /// <summary>The program's own rule set, as text.</summary>
    public static byte[] OwnText()
    {
        using var resource = typeof(RuleFiles).Assembly.GetManifestResourceStream(OwnFile)!;
        using var copy = new MemoryStream();
        resource.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>Reads one overlay; null when it has no readable shape. Without id or day it is a fault, but still laid over.</summary>
    /// <param name="file">Name for messages and for the order of application, such as <c>rules/2026.yaml</c>.</param>
    /// <param name="bytes">The file.</param>
    /// <param name="faults">Receives what is wrong.</param>
    public static RuleFile? Read(string file, ReadOnlySpan<byte> bytes, FaultList faults)
    {
        if (YamlDocument.Read(file, bytes, faults) is not { } map) return null;
        var fields = new YamlFields(map, "", faults);
        var id = fields.Text("id", "a name for the set");
        var from = fields.Day("from");
        var act = fields.OptionalText("act");
        var overlay = map with { Entries = [.. map.Entries.Where(entry => !OwnKeys.Contains(entry.Key))] };
        return new(file, new(id ?? "", from ?? LocalDate.MinIsoValue, act), overlay);
    }

    /// <summary>The program's own set with the overlays applied by first day, then by file name.</summary>
    public static RuleBook Compose(IEnumerable<RuleFile> files, FaultList faults)
    {
        var own = Read(OwnFile, OwnText(), faults)!;
        RuleFile[] ordered = [own, .. files.OrderBy(file => file.From).ThenBy(file => file.File, CodePointOrder.Instance)];
        var sets = new List<DatedRuleSet>();
        var merged = new YamlMap(OwnFile, 1, []);
        var origins = new Dictionary<string, RuleOrigin>(StringComparer.Ordinal);
        foreach (var sameDay in ordered.GroupBy(file => file == own ? LocalDate.MinIsoValue : file.From))
        {
            foreach (var file in sameDay)
            {
                merged = Lay(merged, file.Overlay);
                foreach (var entry in file.Overlay.Entries) origins[entry.Key] = file.Origin;
            }

            if (RuleSetReader.Read(new(merged, "", faults)) is { } rules)
                sets.Add(new(sameDay.Key, rules, new Dictionary<string, RuleOrigin>(origins, StringComparer.Ordinal)));
        }

        return new([.. ordered.Select(file => file.Id)], sets, RuleSetReader.ReadCac(new(merged, "", faults)));
    }

    private static YamlMap Lay(YamlMap below, YamlMap above)
    {
        var merged = below.OverlaidBy(above);
        if (below.Find(Cac)?.Value is not YamlMap rates || above.Find(Cac) is not { Value: YamlMap newer } entry) return merged;

        // A year of CAC rates stands or falls as a whole: its act belongs to its values.
        var years = entry with { Value = rates.OverlaidBy(newer, depth: 1) };
        return merged with { Entries = [.. merged.Entries.Select(old => old.Key == Cac ? years : old)] };
    }
}
