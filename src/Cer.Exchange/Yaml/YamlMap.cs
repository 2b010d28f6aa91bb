namespace Cer.Exchange.Yaml;

/// <summary>A mapping; its entries keep the order of the file, and each key its own place.</summary>
internal sealed record YamlMap(string File, long Line, IReadOnlyList<YamlEntry> Entries) : YamlNode(File, Line)
{
    public YamlEntry? Find(string key)
    {
        foreach (var entry in Entries)
            if (entry.Key == key) return entry;
        return null;
    }

    /// <summary>This map overlaid by another: maps key by key, any other value whole.</summary>
    /// <param name="other">What lies on top.</param>
    /// <param name="depth">How many levels of maps are merged; below, they are replaced whole.</param>
    public YamlMap OverlaidBy(YamlMap other, int depth = int.MaxValue)
    {
        var entries = Entries.ToList();
        foreach (var above in other.Entries)
        {
            var place = entries.FindIndex(entry => entry.Key == above.Key);
            if (place < 0) entries.Add(above);
            else if (depth > 1 && entries[place].Value is YamlMap below && above.Value is YamlMap map)
                entries[place] = above with { Value = below.OverlaidBy(map, depth - 1) };
            else entries[place] = above;
        }

        return new(other.File, other.Line, entries);
    }
}
